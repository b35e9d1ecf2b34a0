namespace ComplianceHub.Crawling.Joining;

/// <summary>A repository as a <c>source</c> label names it, https://github.com/opencontainers/image-spec/blob/main/annotations.md.</summary>
/// <param name="Key"><c>host/group/name</c> without <c>.git</c>; to be compared without regard to case.</param>
/// <param name="Directory">The Dockerfile's folder, where the label names it; empty for the root.</param>
internal sealed record SourceReference(string Key, string? Commit, string? Directory)
{
    /// <summary>
    /// Reads web and clone addresses, <c>git@host:group/name.git</c>, addresses of a folder at a branch, and BuildKit's
    /// <c>https://host/group/name.git#commit:folder</c>; null for anything else, <c>file:</c> and <c>javascript:</c> included.
    /// </summary>
    public static SourceReference? TryParse(string? text)
    {
        text = text?.Trim() ?? "";
        text = text.StartsWith("git+", StringComparison.Ordinal) ? text[4..] : text;
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : text[(hash + 1)..];
        text = hash < 0 ? text : text[..hash];

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (!text.Contains("://", StringComparison.Ordinal) && at >= 0 && at < colon)
        {
            text = $"ssh://{text[..colon]}/{text[(colon + 1)..].TrimStart('/')}";
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http" or "ssh" or "git") || url.Host.Length == 0)
        {
            return null;
        }

        var (path, directory) = Split(Uri.UnescapeDataString(url.AbsolutePath).Trim('/'));
        path = path.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
        if (path.Length == 0)
        {
            return null;
        }

        var parts = fragment.Split(':', 2);
        var host = url.Scheme is "ssh" or "git" || url.IsDefaultPort ? url.IdnHost : $"{url.IdnHost}:{url.Port}";
        return new SourceReference($"{host}/{path}", parts[0].Length > 0 ? parts[0] : null, parts.Length > 1 ? parts[1].Trim('/') : directory);
    }

    // https://host/group/name/tree/main/services/cart, and GitLab's …/-/tree/…
    private static (string Path, string? Directory) Split(string path)
    {
        var segments = path.Split('/');
        var tree = Array.FindIndex(segments, 2 < segments.Length ? 2 : 0, s => s is "tree" or "blob");
        if (tree < 2)
        {
            return (path, null);
        }

        var end = segments[tree - 1] == "-" ? tree - 1 : tree;
        return (string.Join('/', segments[..end]), tree + 2 < segments.Length ? string.Join('/', segments[(tree + 2)..]) : null);
    }
}
