using System.Net.Http;

namespace ComplianceHub.Crawling.Registries;

/// <summary>The next page of a listing, https://www.rfc-editor.org/rfc/rfc8288.</summary>
internal static class LinkHeader
{
    /// <summary>The target of <c>rel=next</c> as written; null when there is none.</summary>
    public static string? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values))
        {
            return null;
        }

        foreach (var link in values)
        {
            for (var start = link.IndexOf('<', StringComparison.Ordinal); start >= 0;)
            {
                var end = link.IndexOf('>', start);
                if (end < 0)
                {
                    break;
                }

                var following = link.IndexOf('<', end);
                var parameters = link[(end + 1)..(following < 0 ? link.Length : following)];
                if (parameters.Split(';', ',').Any(p => p.Replace(" ", "", StringComparison.Ordinal).Trim() is "rel=next" or "rel=\"next\""))
                {
                    return link[(start + 1)..end];
                }

                start = following;
            }
        }

        return null;
    }
}
