using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>dnf or microdnf install without a version.</summary>
public sealed class DnfPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("dnf-pin", "A dnf package is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3041", "KICS Missing Version Specification In dnf install"],
        Links = ["https://dnf.readthedocs.io/en/latest/command_ref.html#specifying-packages"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("dnf", "install", "reinstall", "downgrade", "module install", "module enable");

    protected override bool IsPinned(string package) => RpmName.HasVersion(package) || package.Contains(':', StringComparison.Ordinal);

    protected override string Example(string package) => package + "-1.2.3";
}
