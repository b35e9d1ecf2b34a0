using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>yum install without a version.</summary>
public sealed class YumPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("yum-pin", "A yum package is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3033", "KICS Yum install Without Version"],
        Links = ["https://man7.org/linux/man-pages/man8/yum.8.html"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("yum", "install", "reinstall", "downgrade");

    protected override bool IsPinned(string package) => RpmName.HasVersion(package);

    protected override string Example(string package) => package + "-1.2.3";
}
