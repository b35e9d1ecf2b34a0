using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>yum install without a clean-up in the same RUN.</summary>
public sealed class YumClean : LeftCacheRule
{
    public override RuleDescriptor Descriptor { get; } = new("yum-clean", "The cache of yum stays in the layer", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3032", "DS-0015", "KICS Yum Clean All Missing"],
        Links = ["https://man7.org/linux/man-pages/man8/yum.8.html"],
    };

    protected override bool Fills(PackageCommand command, RunStep step) =>
        command.Is("yum", "install", "groupinstall", "localinstall", "reinstall", "update", "upgrade", "makecache", "group install");

    protected override bool Empties(PackageCommand command) => command.Tool.Name is "yum" or "dnf" && command.Verb == "clean";

    protected override IReadOnlyList<string> Directories { get; } = ["/var/cache/yum", "/var/cache/dnf"];

    protected override string? CleanUp(PackageCommand command) => "yum clean all";
}
