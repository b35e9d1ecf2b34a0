using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>A .dockerignore file as https://github.com/moby/patternmatcher reads it.</summary>
public sealed class Dockerignore
{
    private readonly ImmutableArray<IgnorePattern> _patterns;

    private Dockerignore(IReadOnlyList<string> patterns, ImmutableArray<IgnorePattern> compiled, ImmutableArray<string> errors)
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
        var compiled = ImmutableArray.CreateBuilder<IgnorePattern>();
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
            if (path.Length > 0 && IgnorePattern.TryCreate(path, isException) is { } readable)
            {
                compiled.Add(readable);
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
            if (pattern.IsException == excluded && pattern.MatchesPathOrParent(path))
            {
                excluded = !pattern.IsException;
            }
        }

        return excluded;
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
}
