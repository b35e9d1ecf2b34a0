using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>yum install without -y.</summary>
public sealed class YumYes : PromptRule
{
    public override RuleDescriptor Descriptor { get; } = new("yum-yes", "A yum command may ask a question", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3030", "KICS Yum Install Allows Manual Input"],
        Links = ["https://man7.org/linux/man-pages/man8/yum.8.html"],
    };

    protected override bool Asks(PackageCommand command) => command.Is("yum", "install", "groupinstall", "localinstall", "reinstall", "group install");

    protected override bool SaysYes(PackageCommand command) => command.Has("-y", "--assumeyes") || command.Options.Any(o => o is { Name: "--setopt", Value: "assumeyes=1" or "assumeyes=True" });
}
