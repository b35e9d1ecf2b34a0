using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>dnf update of everything.</summary>
public sealed class DnfUpdate : VerbRule
{
    public override RuleDescriptor Descriptor { get; } = new("dnf-update", "The base is updated by dnf", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["KICS Run Using dnf Update"],
        Links = ["https://dnf.readthedocs.io/en/latest/command_ref.html"],
    };

    protected override bool Concerns(PackageCommand command) => command.Is("dnf", "update", "upgrade", "distro-sync", "dsync") && command.Operands.IsEmpty;

    protected override string Message => "makes each build another image and ships replaced files twice";
}
