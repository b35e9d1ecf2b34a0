using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>What a build of the target runs: its own stage and those it needs. Other stages do not ship and are not graded.</summary>
internal static class NeededStages
{
    public static IEnumerable<Stage> Of(BuildTargetFacts target) => target.Stage is null ? [] : target.Dockerfile.ReachableFrom(target.Stage);

    /// <summary>Every command of every RUN that a POSIX shell reads.</summary>
    public static IEnumerable<(RunStep Step, ShellCommand Command)> CommandsOf(BuildTargetFacts target) =>
        Of(target).SelectMany(RunStep.Of).SelectMany(step => step.Commands.Select(command => (step, command)));

    /// <summary>Blanks and line breaks do not make another command.</summary>
    public static string Normalised(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
