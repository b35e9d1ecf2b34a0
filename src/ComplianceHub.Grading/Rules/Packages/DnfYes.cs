using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>dnf or microdnf install without -y.</summary>
public sealed class DnfYes : PromptRule
{
    public override RuleDescriptor Descriptor { get; } = new("dnf-yes", "A dnf command may ask a question", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3038", "KICS Missing Flag From Dnf Install"],
        Links = ["https://dnf.readthedocs.io/en/latest/command_ref.html"],
    };

    protected override bool Asks(PackageCommand command) =>
        command.Is("dnf", "install", "groupinstall", "localinstall", "reinstall", "group install", "module install", "module enable");

    protected override bool SaysYes(PackageCommand command) => command.Has("-y", "--assumeyes") || command.Options.Any(o => o is { Name: "--setopt", Value: "assumeyes=1" or "assumeyes=True" });
}
