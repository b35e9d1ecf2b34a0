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

    protected override string? CleanUp => "rm -rf /var/lib/apt/lists/*";
}
