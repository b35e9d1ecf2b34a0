namespace ComplianceHub.Crawling.GitHosts;

/// <summary>The page for people of a repository that was cloned from somewhere.</summary>
internal static class WebUrl
{
    /// <summary><c>https://host/group/name</c> from an http(s), ssh or scp-like clone address; null for anything else.</summary>
    public static string? Of(string? cloneUrl)
    {
        if (cloneUrl is null)
        {
            return null;
        }

        // git@host:group/name.git
        var colon = cloneUrl.IndexOf(':', StringComparison.Ordinal);
        var address = !cloneUrl.Contains("://", StringComparison.Ordinal) && cloneUrl.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at && at < colon
            ? "ssh://" + cloneUrl[..colon] + "/" + cloneUrl[(colon + 1)..].TrimStart('/')
            : cloneUrl;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http" or "ssh") || url.Host.Length == 0)
        {
            return null;
        }

        var path = url.AbsolutePath.TrimEnd('/');
        path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
        return url.Scheme == "ssh" ? $"https://{url.IdnHost}{path}" : url.GetLeftPart(UriPartial.Scheme) + url.Authority + path;
    }
}
