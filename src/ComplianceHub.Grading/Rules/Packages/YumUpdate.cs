using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>yum update of everything.</summary>
public sealed class YumUpdate : VerbRule
{
    public override RuleDescriptor Descriptor { get; } = new("yum-update", "The base is updated by yum", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["KICS Yum Update Enabled"],
        Links = ["https://man7.org/linux/man-pages/man8/yum.8.html"],
    };

    protected override bool Concerns(PackageCommand command) => command.Is("yum", "update", "upgrade") && command.Operands.IsEmpty;

    protected override string Message => "makes each build another image and ships replaced files twice";
}
