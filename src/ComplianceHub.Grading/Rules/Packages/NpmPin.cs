using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>npm install without @version.</summary>
public sealed class NpmPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("npm-pin", "A Node.js package is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3016", "KICS NPM Install Command Without Pinned Version"],
        Links = ["https://docs.npmjs.com/cli/install"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("npm", "install", "i", "add", "in");

    /// <summary>A version behind the second @ of a scoped name; an address; a repository with a commit.</summary>
    protected override bool IsPinned(string package)
    {
        var at = package.LastIndexOf('@');
        var version = at > 0 ? package[(at + 1)..] : "";
        return (version.Length > 0 && version is not ("latest" or "next" or "*")) || package.Contains('#', StringComparison.Ordinal)
            || package.EndsWith(".tgz", StringComparison.Ordinal) || package.EndsWith(".tar.gz", StringComparison.Ordinal) || package.EndsWith(".tar", StringComparison.Ordinal);
    }

    /// <summary>A repository's address fixes nothing without a commit behind a hash.</summary>
    protected override bool IsFile(string package) =>
        !package.StartsWith("git+", StringComparison.Ordinal) && !package.StartsWith("git://", StringComparison.Ordinal) && base.IsFile(package);

    protected override string Example(string package) => (package.LastIndexOf('@') is > 0 and var at ? package[..at] : package) + "@1.2.3";
}
