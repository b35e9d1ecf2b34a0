using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>Packages installed in whatever version there is that day. One finding for each package, whose name is the locus.</summary>
public abstract class UnpinnedRule : PackageRule
{
    /// <summary>Whether the command installs by name, so that its operands are packages.</summary>
    protected abstract bool Installs(PackageCommand command);

    /// <summary>The operands that are packages.</summary>
    protected virtual IEnumerable<ShellWord> PackagesOf(PackageCommand command) => command.Operands;

    /// <summary>Whether a package names its version, or is a file or an address.</summary>
    protected abstract bool IsPinned(string package);

    /// <summary>How a version is written, for the hint: <c>curl=8.5.0-2</c>.</summary>
    protected abstract string Example(string package);

    /// <summary>Whether it is a path or an address, which is what it is.</summary>
    protected virtual bool IsFile(string package) =>
        package[0] is '/' or '.' or '~' or '*' || package.Contains("://", StringComparison.Ordinal) || package.StartsWith("file:", StringComparison.Ordinal);

    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) => !Installs(command) ? [] : PackagesOf(command)
        .SelectMany(word => (word.IsDynamic ? PackageVariables.NamesIn(step, command, word) : [word.Value])
            .Where(name => name.Length > 0 && !IsFile(name) && !IsPinned(name))
            .Select(name => step.Report(command.Command, $"{command.Program} installs {name} in no particular version.", name) with
            {
                Line = step.Declared?.LineAt(word.Offset),
                Span = step.Declared?.SpanOf(word.Span),
                Remediation = $"Name the version: {Example(name)}.",
            }));
}
