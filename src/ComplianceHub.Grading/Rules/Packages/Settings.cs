using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>A variable that the file gives a value: by ENV, by an ARG's default, before a command or by export.</summary>
internal sealed record Setting(string Name, string Value, Func<string, RuleFinding> Report);

/// <summary>Collects the settings of the stages that a target needs.</summary>
internal static class Settings
{
    public static IEnumerable<Stage> Reached(BuildTargetFacts target) => target.Stage is null ? [] : target.Dockerfile.ReachableFrom(target.Stage);

    public static IEnumerable<Setting> Of(BuildTargetFacts target) => target.Dockerfile.GlobalArgs.SelectMany(Of)
        .Concat(Reached(target).SelectMany(stage => stage.Instructions.SelectMany(Of).Concat(RunStep.Of(stage).SelectMany(Of))));

    private static IEnumerable<Setting> Of(Instruction instruction) => instruction switch
    {
        EnvInstruction env => env.Pairs.Select(p => new Setting(p.Key, p.Value, message => RuleFinding.At(instruction, message, p.Key) with { Span = p.Span })),
        ArgInstruction arg => arg.Declarations.Where(d => d.Default is not null)
            .Select(d => new Setting(d.Key, d.Default ?? "", message => RuleFinding.At(instruction, message, d.Key) with { Span = d.Span })),
        OnbuildInstruction { Trigger: { } trigger } => Of(trigger),
        _ => [],
    };

    private static IEnumerable<Setting> Of(RunStep step) => step.Commands.SelectMany(command =>
        command.Assignments.Select(a => new Setting(a.Name, a.Value.Value, message => step.Report(command, message, a.Name)))
            .Concat(command.Name != "export" ? [] : command.Arguments.Select(w => w.Value.Split('=', 2)).Where(p => p.Length == 2)
                .Select(p => new Setting(p[0], p[1], message => step.Report(command, message, p[0])))));
}
