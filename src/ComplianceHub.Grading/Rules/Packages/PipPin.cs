using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>pip install without a version specifier.</summary>
public sealed class PipPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("pip-pin", "A Python package is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3013", "KICS Unpinned Package Version in Pip Install"],
        Links = ["https://pip.pypa.io/en/stable/topics/repeatable-installs/"],
    };

    private static readonly System.Buffers.SearchValues<char> s_signs = System.Buffers.SearchValues.Create("=<>~!@");

    protected override bool Installs(PackageCommand command) => command.Is("pip", "install") && !command.Has("-c", "--constraint", "--require-hashes");

    /// <summary>A specifier, a direct reference, a file or a repository.</summary>
    protected override bool IsPinned(string package) =>
        IsRepository(package) ? package.LastIndexOf('@') > package.LastIndexOf('/') : package.AsSpan().IndexOfAny(s_signs) > 0 || package.EndsWith(".whl", StringComparison.Ordinal)
        || package.EndsWith(".tar.gz", StringComparison.Ordinal) || package.EndsWith(".zip", StringComparison.Ordinal) || (package.Contains('/', StringComparison.Ordinal) && !package.Contains('[', StringComparison.Ordinal));

    /// <summary>A repository's address fixes nothing without a tag or commit behind an at sign.</summary>
    protected override bool IsFile(string package) => !IsRepository(package) && base.IsFile(package);

    protected override string Example(string package) => package + (IsRepository(package) ? "@v1.2.3" : "==1.2.3");

    private static bool IsRepository(string package) => package.StartsWith("git+", StringComparison.Ordinal);
}
