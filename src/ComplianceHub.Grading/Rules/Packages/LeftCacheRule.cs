using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>An installation whose cache stays in the layer. Cleaning counts only in the same RUN and behind it.</summary>
public abstract class LeftCacheRule : PackageRule
{
    protected sealed override bool OnlyWhatShips => true;

    /// <summary>Whether the command fills the cache.</summary>
    protected abstract bool Fills(PackageCommand command, RunStep step);

    /// <summary>Whether another command line of the same tool empties it.</summary>
    protected abstract bool Empties(PackageCommand command);

    /// <summary>Directories of which one removed or mounted over is enough.</summary>
    protected abstract IReadOnlyList<string> Directories { get; }

    /// <summary>The command that cleans up; null when an option does it better.</summary>
    protected virtual string? CleanUp(PackageCommand command) => null;

    /// <summary>Whether the clean-up may run whatever the script did before: a package manager may not be there.</summary>
    protected virtual bool CleansUpAnywhere => false;

    /// <summary>Whether later instructions live on what would be cleaned up.</summary>
    protected virtual bool IsNeededLater(RunStep step) => false;

    /// <summary>The option that keeps the cache from being written; null when there is none.</summary>
    protected virtual string? Option => null;

    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command)
    {
        if (!step.MountsAreKnown || !Fills(command, step) || (Option is not null && (command.Has(Option) || command.HidesOptions))
            || step.Packages.Any(c => c.Command.Span.Start > command.Command.Span.Start && Empties(c))
            || Directories.Any(d => step.MountsOver(d) || step.RemovesAfter(command.Command, d)))
        {
            return [];
        }

        return [step.Report(command.Command, $"{command.Locus} leaves its cache in the layer.", command.Locus) with
        {
            Remediation = Option is null ? $"End the same RUN with {CleanUp(command)}." : $"Add {Option}.",
            Fix = new(() => Option is not null ? step.InsertBehind(command.VerbWord, " " + Option) : Repair(step, command)),
        }];
    }

    private ImmutableArray<TextEdit> Repair(RunStep step, PackageCommand command)
    {
        if (CleanUp(command) is not { } cleanUp || IsNeededLater(step) || (command.Command.GroupDepth > 0 && !CleansUpAnywhere))
        {
            return [];
        }

        return step.Append(command.Command.Name == "sudo" ? "sudo " + cleanUp : cleanUp);
    }
}
