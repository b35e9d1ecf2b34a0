using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>zypper install without a clean-up in the same RUN.</summary>
public sealed class ZypperClean : LeftCacheRule
{
    public override RuleDescriptor Descriptor { get; } = new("zypper-clean", "The cache of zypper stays in the layer", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3036", "DS-0020", "KICS Missing Zypper Clean"],
        Links = ["https://en.opensuse.org/SDB:Zypper_manual"],
    };

    protected override bool Fills(PackageCommand command, RunStep step) =>
        command.Is("zypper", "install", "in", "update", "up", "dist-upgrade", "dup", "patch", "refresh", "ref", "source-install", "si");

    protected override bool Empties(PackageCommand command) => command.Is("zypper", "clean", "cc");

    protected override IReadOnlyList<string> Directories { get; } = ["/var/cache/zypp"];

    protected override string? CleanUp(PackageCommand command) => "zypper clean --all";
}
