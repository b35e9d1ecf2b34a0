using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>yum, dnf and zypper options that switch signature or certificate checks off.</summary>
public sealed class YumNoGpg : OptionRule
{
    public override RuleDescriptor Descriptor { get; } = new("yum-nogpg", "Signatures of RPM packages are not checked", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_9", "CKV2_DOCKER_15", "CIS-4.11"],
        Links = ["https://dnf.readthedocs.io/en/latest/conf_ref.html"],
    };

    protected override bool Concerns(PackageCommand command, PackageOption option) => command.Tool.Name is "yum" or "dnf" or "zypper"
        && (option.Name is "--nogpgcheck" or "--no-gpgchecks" or "--no-gpg-checks" or "--allow-unsigned-rpm"
            || (option is { Name: "--setopt", Value: { } value } && value.Split('.')[^1].Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()
                is "GPGCHECK=0" or "GPGCHECK=FALSE" or "SSLVERIFY=0" or "SSLVERIFY=FALSE" or "REPO_GPGCHECK=0"));
}
