using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>What a build of the target runs: its own stage and those it needs. Other stages do not ship and are not graded.</summary>
internal static class NeededStages
{
    public static IEnumerable<Stage> Of(BuildTargetFacts target) => target.Stage is null ? [] : target.Dockerfile.ReachableFrom(target.Stage);

    /// <summary>Every command of every RUN that a POSIX shell reads.</summary>
    public static IEnumerable<(RunScript Run, ShellCommand Command)> CommandsOf(BuildTargetFacts target) =>
        Of(target).SelectMany(RunScript.Of).SelectMany(run => run.Script.Commands.Select(command => (run, command)));

    /// <summary>A finding at a command inside a RUN: its own line, the RUN's span.</summary>
    public static RuleFinding At(RunScript run, ShellCommand command, string message, string locus) =>
        RuleFinding.At(run.Instruction, message, locus) with { Line = run.LineAt(command.Span.Start) };

    /// <summary>Blanks and line breaks do not make another command.</summary>
    public static string Normalised(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
