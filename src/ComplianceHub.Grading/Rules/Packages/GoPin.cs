using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>go install, get or run without @version.</summary>
public sealed class GoPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("go-pin", "A Go module is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3062"],
        Links = ["https://go.dev/ref/mod#go-install"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("go", "install", "get", "run");

    /// <summary>What follows the package of go run are the program's own arguments.</summary>
    protected override IEnumerable<ShellWord> PackagesOf(PackageCommand command) => command.Verb == "run" ? command.Operands.Take(1) : command.Operands;

    /// <summary>Local packages follow go.mod; a name without a period in its first part is the standard library.</summary>
    protected override bool IsPinned(string package)
    {
        var at = package.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? package[(at + 1)..] is not ("" or "latest" or "none" or "upgrade" or "patch" or "main" or "master" or "HEAD")
            : package.EndsWith(".go", StringComparison.Ordinal) || !package.Split('/')[0].Contains('.', StringComparison.Ordinal);
    }

    protected override string Example(string package) => (package.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? package[..at] : package) + "@v1.2.3";
}
