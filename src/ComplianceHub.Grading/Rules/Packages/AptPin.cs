using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apt-get install without =version.</summary>
public sealed class AptPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("apt-pin", "An apt package is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3008", "KICS Apt Get Install Pin Version Not Defined"],
        Links = ["https://docs.docker.com/build/building/best-practices/#version-pinning"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("apt", "install");

    /// <summary>A version, a release, a local file, or a removal (<c>package-</c>).</summary>
    protected override bool IsPinned(string package) =>
        package.Contains('=', StringComparison.Ordinal) || package.Contains('/', StringComparison.Ordinal) || package.EndsWith(".deb", StringComparison.Ordinal) || package[^1] is '-' or '+';

    protected override string Example(string package) => package + "=1.2.3-1";
}
