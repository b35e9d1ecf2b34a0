using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>Packages installed in whatever version there is that day. One finding for each package, whose name is the locus.</summary>
public abstract class UnpinnedRule : PackageRule
{
    /// <summary>Whether the command installs by name, so that its operands are packages.</summary>
    protected abstract bool Installs(PackageCommand command);

    /// <summary>The operands that are packages.</summary>
    protected virtual IEnumerable<ShellWord> PackagesOf(PackageCommand command) => command.KnownOperands;

    /// <summary>Whether a package names its version, or is a file or an address.</summary>
    protected abstract bool IsPinned(string package);

    /// <summary>How a version is written, for the hint: <c>curl=8.5.0-2</c>.</summary>
    protected abstract string Example(string package);

    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) => !Installs(command) ? [] : PackagesOf(command)
        .Where(p => p.Value.Length > 0 && !IsFile(p.Value) && !IsPinned(p.Value))
        .Select(p => step.Report(command.Command, $"{command.Program} installs {p.Value} in no particular version.", p.Value) with
        {
            Line = step.Declared?.LineAt(p.Offset),
            Span = step.Declared?.SpanOf(p.Span),
            Remediation = $"Name the version: {Example(p.Value)}.",
        });

    private static bool IsFile(string package) =>
        package[0] is '/' or '.' or '~' or '*' || package.Contains("://", StringComparison.Ordinal) || package.StartsWith("file:", StringComparison.Ordinal);
}
