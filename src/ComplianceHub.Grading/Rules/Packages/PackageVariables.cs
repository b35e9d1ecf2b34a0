using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>Package names that a command line takes from variables, as far as the Dockerfile tells them.</summary>
internal static class PackageVariables
{
    private const int Most = 1000;

    /// <summary>
    /// The names in a word with a variable: of <c>$buildDeps</c> those that the same RUN, an ENV or an ARG's default put into it, of <c>php${V}-xml</c> the one
    /// with the value or, since no version can follow, the word itself. Nothing where a version may hide.
    /// </summary>
    public static IEnumerable<string> NamesIn(RunStep step, PackageCommand command, ShellWord word)
    {
        var value = word.Value;
        if (value.AsSpan().ContainsAny('`', '(') || (word.Raw.StartsWith('"') && value.StartsWith('$') && value.Contains(' ', StringComparison.Ordinal)))
        {
            return [];
        }

        if (VariableOf(value) is { } name)
        {
            return (ValueOf(step, command, name) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(n => n[0] is not ('-' or '$')).Take(Most);
        }

        if (step.Scope.Expand(value).Text is { } known)
        {
            return [known];
        }

        // "pkg=$V" and "pkg-$V" end in what may be a version; an RPM's version may stand before its release.
        var end = value.LastIndexOf('$');
        var last = value.IndexOfAny(['}', '-', '.', ':', '/', '=', '@', '~'], end + 1);
        return last < 0 || last == value.Length - 1 || command.Tool.Name is "yum" or "dnf" or "zypper" ? [] : [value];
    }

    /// <summary>The variable that the whole word is, or null.</summary>
    private static string? VariableOf(string value)
    {
        var name = value is ['$', '{', .., '}'] ? value[2..^1] : value is ['$', ..] ? value[1..] : "";
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : null;
    }

    private static string? ValueOf(RunStep step, PackageCommand command, string name)
    {
        for (var i = step.Commands.Length - 1; i >= 0; i--)
        {
            var earlier = step.Commands[i];
            if (earlier.Words.IsEmpty && earlier.Span.Start < command.Command.Span.Start)
            {
                foreach (var assignment in earlier.Assignments)
                {
                    if (assignment.Name == name)
                    {
                        return assignment.Value.IsDynamic ? null : assignment.Value.Value;
                    }
                }
            }
        }

        return step.Scope.Variables.TryGetValue(name, out var value) ? value.Text : null;
    }
}
