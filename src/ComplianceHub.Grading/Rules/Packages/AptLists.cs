using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apt-get update without removing the lists in the same RUN.</summary>
public sealed class AptLists : LeftCacheRule
{
    public override RuleDescriptor Descriptor { get; } = new("apt-lists", "Package lists of apt stay in the layer", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3009", "DKL-DI-0005", "KICS Apt Get Install Lists Were Not Deleted"],
        Links = ["https://docs.docker.com/build/building/best-practices/#apt-get"],
    };

    protected override bool Fills(PackageCommand command, RunStep step) => command.Is("apt", "update");

    protected override bool Empties(PackageCommand command) => command.Is("apt", "distclean", "dist-clean");

    protected override IReadOnlyList<string> Directories { get; } = ["/var/lib/apt/lists"];

    protected override string? CleanUp(PackageCommand command) => "rm -rf /var/lib/apt/lists/*";

    protected override bool CleansUpAnywhere => true;

    /// <summary>A later RUN of this stage, or of one built on it, that installs without a refresh of its own.</summary>
    protected override bool IsNeededLater(RunStep step) => step.Declared is { } run && run.Stage.File.Stages
        .Where(s => s.Lineage().Contains(run.Stage))
        .SelectMany(RunStep.Of)
        .Any(later => later.Declared is { } other && (other.Stage != run.Stage || other.Instruction.Span.Start > run.Instruction.Span.Start) && UsesLists(later));

    private static bool UsesLists(RunStep step) => step.Packages
        .TakeWhile(c => !c.Is("apt", "update"))
        .Any(c => c.Is("apt", "install", "upgrade", "safe-upgrade", "dist-upgrade", "full-upgrade", "build-dep", "source", "download", "satisfy"));
}
