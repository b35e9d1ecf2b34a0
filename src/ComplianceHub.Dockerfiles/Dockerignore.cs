using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ComplianceHub.Dockerfiles;

/// <summary>A .dockerignore file as https://github.com/moby/patternmatcher reads it.</summary>
public sealed class Dockerignore
{
    private readonly ImmutableArray<Pattern> _patterns;

    private Dockerignore(IReadOnlyList<string> patterns, ImmutableArray<Pattern> compiled, ImmutableArray<string> errors)
    {
        Patterns = patterns;
        _patterns = compiled;
        Errors = errors;
    }

    /// <summary>The patterns, cleaned, in order; <c>!</c> kept.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Patterns that cannot be read (a lone <c>!</c>, an open bracket); BuildKit refuses the whole file, we skip them.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Whether any pattern re-includes.</summary>
    public bool HasExceptions => _patterns.Any(p => p.IsException);

    public static Dockerignore Parse(string text)
    {
        var patterns = new List<string>();
        var compiled = ImmutableArray.CreateBuilder<Pattern>();
        var errors = ImmutableArray.CreateBuilder<string>();
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            if (Clean(line) is not { } pattern)
            {
                continue;
            }

            patterns.Add(pattern);
            var isException = pattern[0] == '!';
            var path = isException ? pattern[1..] : pattern;
            if (path.Length > 0 && TryCompile(path) is { } expression)
            {
                compiled.Add(new Pattern(expression, isException));
            }
            else
            {
                errors.Add(pattern);
            }
        }

        return new Dockerignore(patterns, compiled.ToImmutable(), errors.ToImmutable());
    }

    /// <summary>Whether the path (slash separated, relative to the context) is left out of the context.</summary>
    public bool Excludes(string path)
    {
        path = PathCleaner.Clean(path.TrimStart('/'));
        if (path == ".")
        {
            return false;
        }

        var excluded = false;
        foreach (var pattern in _patterns)
        {
            // The last match wins; a match on a directory above takes what is below with it.
            if (pattern.IsException == excluded && (pattern.Expression.IsMatch(path) || MatchesParent(pattern.Expression, path)))
            {
                excluded = !pattern.IsException;
            }
        }

        return excluded;
    }

    private static bool MatchesParent(Regex expression, string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (expression.IsMatch(path.AsSpan(0, slash)))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Clean(string line)
    {
        if (line.StartsWith('#'))
        {
            return null;
        }

        var pattern = line.Trim();
        if (pattern.Length == 0)
        {
            return null;
        }

        var isException = pattern[0] == '!';
        if (isException)
        {
            pattern = pattern[1..].Trim();
        }

        if (pattern.Length > 0)
        {
            pattern = PathCleaner.Clean(pattern);
            if (pattern.Length > 1 && pattern[0] == '/')
            {
                pattern = pattern[1..];
            }
        }

        return isException ? "!" + pattern : pattern;
    }

    private static Regex? TryCompile(string pattern)
    {
        var result = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    if (i + 1 < pattern.Length && pattern[i + 1] == '/')
                    {
                        i++;
                    }

                    result.Append(i + 1 == pattern.Length ? ".*" : "(?:.*/)?");
                    break;
                case '*':
                    result.Append("[^/]*");
                    break;
                case '?':
                    result.Append("[^/]");
                    break;
                case '[':
                    var close = BracketEnd(pattern, i);
                    if (close < 0)
                    {
                        return null;
                    }

                    result.Append(Bracket(pattern[(i + 1)..close]));
                    i = close;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    result.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '\\':
                    return null;
                default:
                    result.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }

        try
        {
            return new Regex(result.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            // Too large for an automaton.
            return null;
        }
    }

    private static int BracketEnd(string pattern, int open)
    {
        for (var i = open + 1; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == ']' && i > open + 1)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A class of Go's path.Match: <c>^</c> negates, <c>-</c> spans, backslash escapes.</summary>
    private static string Bracket(string content)
    {
        var result = new StringBuilder("[");
        for (var i = 0; i < content.Length; i++)
        {
            var c = content[i];
            if (c == '\\' && i + 1 < content.Length)
            {
                result.Append(Regex.Escape(content[++i].ToString()));
            }
            else
            {
                result.Append(c is '[' ? "\\[" : c.ToString());
            }
        }

        return result.Append(']').ToString();
    }

    private sealed record Pattern(Regex Expression, bool IsException);
}
