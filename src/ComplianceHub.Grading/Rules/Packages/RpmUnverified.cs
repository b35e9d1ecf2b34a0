using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>rpm options that switch verification off.</summary>
public sealed class RpmUnverified : OptionRule
{
    public override RuleDescriptor Descriptor { get; } = new("rpm-unverified", "Packages are installed by rpm without verification", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_10", "CIS-4.11"],
        Links = ["https://rpm.org/docs/latest/man/rpm.8"],
    };

    protected override bool Concerns(PackageCommand command, PackageOption option) =>
        command.Tool.Name == "rpm" && option.Name is "--nosignature" or "--nodigest" or "--noverify" or "--nofiledigest" or "--nofiledigests";
}
