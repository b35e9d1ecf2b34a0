namespace ComplianceHub.Storage.Queries;

/// <summary>Addresses of commits and files on the pages of Git hosts. Only http and https make links: what was crawled may hold anything.</summary>
internal static class GitLinks
{
    public static string? Commit(string? webUrl, string? commit) => commit is null ? null : Below(webUrl, $"commit/{commit}");

    public static string? File(string? webUrl, string? commit, string path) =>
        commit is null ? null : Below(webUrl, $"blob/{commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    private static string? Below(string? webUrl, string rest)
    {
        if (!Uri.TryCreate(webUrl, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            return null;
        }

        // GitLab keeps its own pages below "-": https://docs.gitlab.com/development/routing/.
        var separator = uri.Host.Contains("gitlab", StringComparison.OrdinalIgnoreCase) ? "/-/" : "/";
        return uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + separator + rest;
    }
}
