using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apt-get options that switch signature checks off.</summary>
public sealed class AptUntrusted : OptionRule
{
    public override RuleDescriptor Descriptor { get; } = new("apt-untrusted", "Unsigned packages are accepted by apt-get", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_8", "CKV2_DOCKER_11", "CIS-4.11"],
        Links = ["https://manpages.debian.org/stable/apt/apt-secure.8.en.html"],
    };

    protected override bool Concerns(PackageCommand command, PackageOption option) => command.Tool.Name == "apt"
        && (option.Name is "--allow-unauthenticated" or "--force-yes" or "--allow-insecure-repositories"
            || (option.Name is "-o" or "--option" && option.Value is { } value && value.Contains("Insecure", StringComparison.OrdinalIgnoreCase) && IsOn(value))
            || (option.Name is "-o" or "--option" && option.Value is { } setting && setting.Contains("AllowUnauthenticated", StringComparison.OrdinalIgnoreCase) && IsOn(setting)));

    private static bool IsOn(string setting) => setting.EndsWith("=true", StringComparison.OrdinalIgnoreCase) || setting.EndsWith("=1", StringComparison.Ordinal);
}
