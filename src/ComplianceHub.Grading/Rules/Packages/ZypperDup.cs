using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>zypper dist-upgrade, and an update of everything.</summary>
public sealed class ZypperDup : VerbRule
{
    public override RuleDescriptor Descriptor { get; } = new("zypper-dup", "The whole distribution is upgraded by zypper", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3035", "KICS Run Using Zypper Update"],
        Links = ["https://en.opensuse.org/SDB:Zypper_manual"],
    };

    protected override bool Concerns(PackageCommand command) => command.Is("zypper", "dist-upgrade", "dup") || (command.Is("zypper", "update", "up") && command.Operands.IsEmpty);

    protected override string Message => "makes each build another image and ships replaced files twice";
}
