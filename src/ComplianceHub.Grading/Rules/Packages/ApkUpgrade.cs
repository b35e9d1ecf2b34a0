using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apk upgrade.</summary>
public sealed class ApkUpgrade : VerbRule
{
    public override RuleDescriptor Descriptor { get; } = new("apk-upgrade", "The base is upgraded by apk", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["KICS Use of Apk Upgrade"],
        Links = ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
    };

    protected override bool Concerns(PackageCommand command) => command.Is("apk", "upgrade");

    protected override string Message => "makes each build another image and ships replaced files twice";
}
