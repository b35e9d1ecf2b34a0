namespace ComplianceHub.Dockerfiles;

/// <summary>The shortest spelling of a slash separated path, as Go's path.Clean gives it.</summary>
internal static class PathCleaner
{
    public static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part == ".." ? !rooted : part.Length > 0 && part != ".")
            {
                parts.Add(part);
            }
        }

        var cleaned = (rooted ? "/" : "") + string.Join('/', parts);
        return cleaned.Length == 0 ? "." : cleaned;
    }
}
