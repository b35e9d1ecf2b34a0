namespace ComplianceHub.Dockerfiles;

/// <summary>A .dockerignore file as https://github.com/moby/patternmatcher reads it.</summary>
public sealed class Dockerignore
{
    private Dockerignore(IReadOnlyList<string> patterns) => Patterns = patterns;

    /// <summary>The patterns, cleaned, in order; <c>!</c> kept.</summary>
    public IReadOnlyList<string> Patterns { get; }

    public static Dockerignore Parse(string text) => throw new NotImplementedException();

    /// <summary>Whether the path (slash separated, relative to the context) is left out of the context.</summary>
    public bool Excludes(string path) => throw new NotImplementedException();
}
