using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apt-get dist-upgrade.</summary>
public sealed class AptDistUpgrade : VerbRule
{
    public override RuleDescriptor Descriptor { get; } = new("dist-upgrade-apt", "The whole distribution is upgraded by apt-get", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DS-0024", "DKL-DI-0003", "KICS Run Using Upgrade Commands"],
        Links = ["https://manpages.debian.org/stable/apt/apt-get.8.en.html"],
    };

    protected override bool Concerns(PackageCommand command) => command.Is("apt", "dist-upgrade", "full-upgrade");

    protected override string Message => "may remove packages and makes each build another image";
}
