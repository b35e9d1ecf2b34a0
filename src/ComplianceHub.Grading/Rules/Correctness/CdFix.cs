using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules.Users;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>
/// WORKDIR for a RUN that begins with cd. What comes behind the RUN must find the directory it had: by a second WORKDIR where the one before is known,
/// without one where nothing looks at it any more, and not at all elsewhere.
/// </summary>
internal static class CdFix
{
    public static ImmutableArray<TextEdit> Of(RunStep step, ShellCommand cd, BuildTargetFacts target, RuleContext context)
    {
        if (step.Declared is not { Instruction: { Heredocs.IsEmpty: true } instruction, Stage: var stage } || !stage.Instructions.Contains(instruction) || cd.Words.Length != 2
            || cd.Connector is not (ShellConnector.None or ShellConnector.And) || !Leads(step, cd, context) || PathOf(step, cd.Words[1]) is not { } path
            || step.Commands.Any(c => c != cd && c is { GroupDepth: 0, SubstitutionDepth: 0 } && c.Name is "cd" or "pushd" or "popd" or "dirs") || step.Text.Contains("OLDPWD", StringComparison.Ordinal))
        {
            return [];
        }

        // The first command there is goes, too, when it is the mkdir: WORKDIR makes the directory.
        var removed = step.Commands[0] == cd ? step.RemoveCommand(cd) : RemoveBoth(step, cd);
        if (removed.IsEmpty || step.Commands[^1] == cd)
        {
            return [];
        }

        var before = LineEdits.Above(stage.File, instruction, $"WORKDIR {path}");
        return !IsLookedAtBehind(stage, instruction, target) ? [.. before, .. removed]
            : PreviousOf(stage, instruction, context) is { } previous && LineEdits.Below(stage.File, instruction, $"WORKDIR {previous}") is { IsEmpty: false } after ? [.. before, .. removed, .. after]
            : [];
    }

    /// <summary>Whether cd comes first, or right behind a mkdir of the same directory by root.</summary>
    private static bool Leads(RunStep step, ShellCommand cd, RuleContext context) => step.Commands[0] == cd
        || (step.Commands is [{ Name: "mkdir", Words: [_, .. var options, var directory] }, var second, ..] && second == cd && directory.Raw == cd.Words[1].Raw
            && options.All(o => o.Value is "-p" or "--parents") && step.Declared is { } run && EffectiveUser.IsRootAt(run.Stage, run.Instruction, context));

    private static ImmutableArray<TextEdit> RemoveBoth(RunStep step, ShellCommand cd) =>
        step.Commands.FirstOrDefault(c => c.Span.Start >= cd.Span.End) is { Connector: ShellConnector.And, Words: [var next, ..] }
            ? step.RemoveUpTo(step.Commands[0].Words[0], next) : [];

    /// <summary>The directory as WORKDIR would read it: plain, or with variables that the builder knows as well as the shell.</summary>
    private static string? PathOf(RunStep step, ShellWord word)
    {
        var path = word.Raw is ['"', .., '"'] ? word.Raw[1..^1] : word.Raw;
        if (path.Length == 0 || path[0] is '-' or '~' || !path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or '@' or '$' or '{' or '}'))
        {
            return null;
        }

        return !path.Contains('$', StringComparison.Ordinal) || step.Scope.Expand(path, step.Declared?.Stage.File.Escape ?? '\\') is { IsKnown: true, Text.Length: > 0 } ? path : null;
    }

    /// <summary>Whether an instruction behind the RUN, a stage built on this one, or the container itself begins in the stage's directory.</summary>
    private static bool IsLookedAtBehind(Stage stage, Instruction run, BuildTargetFacts target)
    {
        foreach (var instruction in stage.Instructions.Where(i => i.Span.Start > run.Span.Start))
        {
            if (instruction is WorkdirInstruction workdir)
            {
                return !workdir.Path.Text.StartsWith('/');
            }

            if (instruction is RunInstruction or OnbuildInstruction or CmdInstruction or EntrypointInstruction or HealthcheckInstruction
                || (instruction is TransferInstruction transfer && !transfer.Destination.Text.TrimStart('"', '\'').StartsWith('/')))
            {
                return true;
            }
        }

        return stage == target.Stage || stage.File.Stages.Any(s => s.Base is StageBase.Parent parent && parent.Stage == stage);
    }

    /// <summary>The directory before the RUN, as an absolute path; null when it is not known.</summary>
    private static string? PreviousOf(Stage stage, Instruction run, RuleContext context)
    {
        var set = stage.Lineage().SelectMany(s => s.Executed.OfType<WorkdirInstruction>().Where(w => s != stage || w.Span.Start < run.Span.Start).Reverse()).FirstOrDefault();
        if (set is not null)
        {
            // With variables, as long as they say the same as they did then.
            var path = set.Path.Text;
            var now = stage.ScopeAt(run).Expand(path, stage.File.Escape).Text;
            return now is ['/', ..] && now == stage.File.Stages.First(s => s.Executed.Contains(set)).ScopeAt(set).Expand(path, stage.File.Escape).Text ? path : null;
        }

        return stage.Root switch
        {
            StageBase.Scratch => "/",
            StageBase.External { Reference: var reference } => context.FindBase(reference)?.WorkingDirectory,
            _ => null,
        };
    }
}
