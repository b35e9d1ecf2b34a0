using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>zypper install without a version relation.</summary>
public sealed class ZypperPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("zypper-pin", "A zypper package is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3037", "KICS Zypper Install Without Version"],
        Links = ["https://en.opensuse.org/SDB:Zypper_manual"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("zypper", "install", "in") && !command.Options.Any(o => o is { Name: "-t" or "--type", Value: "pattern" or "patch" });

    protected override bool IsPinned(string package) => package.AsSpan().IndexOfAny("=<>~") > 0 || package.EndsWith(".rpm", StringComparison.Ordinal) || package[0] is '-' or '!' or '+';

    protected override string Example(string package) => package + "=1.2.3";
}
