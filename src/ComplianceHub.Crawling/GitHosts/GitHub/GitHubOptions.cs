namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>How much is asked of GitHub at once, https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api.</summary>
public sealed record GitHubOptions
{
    /// <summary>Repositories a page of the listing: the most that GraphQL gives.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Trees read at the same time; at most 100 requests may be in flight.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>Changed repositories that are read and stored together, so that their contents share queries.</summary>
    public int Together { get; init; } = 32;

    /// <summary>Contents asked for in one query.</summary>
    public int BlobsInOneQuery { get; init; } = 50;

    /// <summary>Bytes asked for in one query; a larger file is asked for by itself.</summary>
    public long BytesInOneQuery { get; init; } = 1024 * 1024;

    /// <summary>REST requests a minute; GitHub bears 900 before its secondary limit.</summary>
    public int RequestsAMinute { get; init; } = 850;

    /// <summary>Requests for the parts of one tree that is too large for one answer.</summary>
    public int RequestsATree { get; init; } = 300;

    /// <summary>Failures in a row, of the host or of the token, after which the sweep stops.</summary>
    public int FailuresInARow { get; init; } = 20;
}
