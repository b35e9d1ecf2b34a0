using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>A variable that the file gives a value: by ENV, by an ARG's default, before a command or by export.</summary>
/// <param name="Report">A finding at the place.</param>
/// <param name="Remove">The edits that take it out.</param>
internal sealed record Setting(string Name, string Value, Func<string, RuleFinding> Report, Func<ImmutableArray<TextEdit>> Remove);

/// <summary>Collects the settings of the stages that a target needs.</summary>
internal static class Settings
{
    public static Setting[] Of(BuildTargetFacts target) => target.Stage is not { } final
        ? [.. target.Dockerfile.GlobalArgs.SelectMany(a => Of(target.Dockerfile, a, a))]
        : final.Derive<Setting[]>(static f =>
        [
            .. f.File.GlobalArgs.SelectMany(a => Of(f.File, a, a)),
            .. f.File.ReachableFrom(f).SelectMany(stage => stage.Instructions.SelectMany(i => Of(f.File, i, i)).Concat(RunStep.Of(stage).SelectMany(Of))),
        ]);

    private static IEnumerable<Setting> Of(Dockerfile file, Instruction whole, Instruction instruction) => instruction switch
    {
        EnvInstruction env => env.Pairs.Select((p, i) => new Setting(
            p.Key, p.Value, message => RuleFinding.At(instruction, message, p.Key) with { Span = p.Span }, () => LineEdits.RemovePart(file, whole, [.. env.Pairs.Select(o => o.Span)], i))),
        ArgInstruction arg => arg.Declarations.Select((d, i) => (Declaration: d, Index: i)).Where(d => d.Declaration.Default is not null).Select(d => new Setting(
            d.Declaration.Key,
            d.Declaration.Default ?? "",
            message => RuleFinding.At(instruction, message, d.Declaration.Key) with { Span = d.Declaration.Span },
            () => LineEdits.RemovePart(file, whole, [.. arg.Declarations.Select(o => o.Span)], d.Index))),
        OnbuildInstruction { Trigger: { } trigger } => Of(file, whole, trigger),
        _ => [],
    };

    private static IEnumerable<Setting> Of(RunStep step) => step.Commands.SelectMany(command =>
        command.Assignments.Select(a => new Setting(a.Name, a.Value.Value, message => step.Report(command, message, a.Name), () => step.RemoveAssignment(command, a.Name)))
            .Concat(command.Name != "export" ? [] : command.Arguments.Select(w => (Word: w, Parts: w.Value.Split('=', 2))).Where(e => e.Parts.Length == 2)
                .Select(e => new Setting(
                    e.Parts[0],
                    e.Parts[1],
                    message => step.Report(command, message, e.Parts[0]),
                    () => command.Words.Length == 2 ? step.RemoveCommand(command) : step.RemoveWords(e.Word)))));
}
