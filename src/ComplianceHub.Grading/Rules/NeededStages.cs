using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>What a build of the target runs: its own stage and those it needs. Other stages do not ship and are not graded.</summary>
internal static class NeededStages
{
    public static ImmutableArray<Stage> Of(BuildTargetFacts target) => target.Stage is null ? [] : target.Dockerfile.ReachableFrom(target.Stage);

    /// <summary>The stages whose layers an image of this stage has, from the root on.</summary>
    public static ImmutableArray<Stage> Shipped(Stage stage) => stage.Derive(static s => s.Lineage().Reverse().ToImmutableArray());

    /// <summary>Every command of every RUN that a POSIX shell reads.</summary>
    public static (RunStep Step, ShellCommand Command)[] CommandsOf(BuildTargetFacts target) => target.Stage?.Derive<(RunStep, ShellCommand)[]>(static stage =>
        [.. stage.File.ReachableFrom(stage).SelectMany(RunStep.Of).SelectMany(step => step.Commands.Select(command => (step, command)))]) ?? [];

    /// <summary>Blanks and line breaks do not make another command.</summary>
    public static string Normalised(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
