namespace ComplianceHub.Dockerfiles;

/// <summary>Which file names are Dockerfiles, by all conventions in use.</summary>
public static class DockerfileName
{
    /// <summary>
    /// <c>Dockerfile</c>, <c>Containerfile</c>, <c>Dockerfile.worker</c>, <c>Dockerfile-worker</c>, <c>worker.dockerfile</c>, <c>worker.Containerfile</c>;
    /// never a <c>.dockerignore</c>. Case-insensitive, since builds name the file explicitly.
    /// </summary>
    /// <param name="path">A name or a slash-separated path.</param>
    public static bool Matches(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return Is(name, "Dockerfile") || Is(name, "Containerfile");

        static bool Is(ReadOnlySpan<char> name, ReadOnlySpan<char> word)
        {
            if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return name.Length == word.Length || (name[word.Length] is '.' or '-' or '_' && name.Length > word.Length + 1);
            }

            return name.Length > word.Length + 1 && name.EndsWith(word, StringComparison.OrdinalIgnoreCase) && name[^(word.Length + 1)] == '.';
        }
    }
}
