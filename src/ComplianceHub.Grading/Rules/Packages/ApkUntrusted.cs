using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apk --allow-untrusted.</summary>
public sealed class ApkUntrusted : OptionRule
{
    public override RuleDescriptor Descriptor { get; } = new("apk-untrusted", "Unsigned packages are accepted by apk", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_7", "CIS-4.11"],
        Links = ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
    };

    protected override bool Concerns(PackageCommand command, PackageOption option) => command.Tool.Name == "apk" && option.Name == "--allow-untrusted";
}
