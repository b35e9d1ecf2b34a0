using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apt-get without -y: the build stops, or fails, at the question.</summary>
public sealed class AptYes : PromptRule
{
    public override RuleDescriptor Descriptor { get; } = new("apt-yes", "An apt-get command may ask a question", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3014", "DS-0021", "KICS APT-GET Missing -y"],
        Links = ["https://manpages.debian.org/stable/apt/apt-get.8.en.html"],
    };

    protected override bool Asks(PackageCommand command) => command.Is("apt", "install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "remove", "purge", "autoremove");

    /// <summary>Two -q, or -q=2, imply yes.</summary>
    protected override bool SaysYes(PackageCommand command) =>
        command.Has("-y", "--yes", "--assume-yes", "--force-yes", "-s", "--simulate", "--dry-run", "-d", "--download-only")
        || command.Options.Count(o => o.Name is "-q" or "--quiet") > 1 || command.Options.Any(o => o is { Name: "-q" or "--quiet", Value: "2" or "3" })
        || command.Options.Any(o => o.Value?.StartsWith("APT::Get::Assume-Yes", StringComparison.OrdinalIgnoreCase) == true);
}
