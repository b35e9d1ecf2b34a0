using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apk add without a version relation.</summary>
public sealed class ApkPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("apk-pin", "An apk package is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3018", "KICS Unpinned Package Version in Apk Add"],
        Links = ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("apk", "add");

    protected override bool IsPinned(string package) => package.AsSpan().IndexOfAny("=~<>") > 0 || package.EndsWith(".apk", StringComparison.Ordinal) || package[0] == '!';

    protected override string Example(string package) => package + "~=1.2";
}
