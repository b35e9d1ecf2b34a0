using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>zypper without -n or -y.</summary>
public sealed class ZypperYes : PromptRule
{
    public override RuleDescriptor Descriptor { get; } = new("zypper-yes", "A zypper command may ask a question", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3034", "KICS Missing Zypper Non-interactive Switch"],
        Links = ["https://en.opensuse.org/SDB:Zypper_manual"],
    };

    protected override bool Asks(PackageCommand command) => command.Is("zypper", "install", "in", "remove", "rm", "source-install", "si", "patch", "update", "up", "dist-upgrade", "dup");

    protected override bool SaysYes(PackageCommand command) => command.Has("-n", "--non-interactive", "-y", "--no-confirm");

    protected override string Option => "--non-interactive";

    protected override bool OptionFollowsProgram => true;
}
