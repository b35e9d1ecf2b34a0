namespace ComplianceHub.Storage.Entities;

/// <summary>One crawl of one connection.</summary>
public sealed class CrawlRun
{
    public int Id { get; init; }

    public int ConnectionId { get; init; }

    public Connection? Connection { get; init; }

    /// <summary>The run that began this sweep, when it is spread over several because a host asked to wait or a crawl was killed; null when this one began it.</summary>
    public int? FirstRunId { get; set; }

    /// <summary>Where the host's listing goes on: everything before it is stored. Null when nothing is committed, or the listing is through.</summary>
    public string? Cursor { get; set; }

    /// <summary>Items a page the host was last able to answer; null where that is not adapted.</summary>
    public int? PageSize { get; set; }

    public DateTime StartedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Null while it runs.</summary>
    public CrawlOutcome? Outcome { get; set; }

    /// <summary>Items read, failed ones included.</summary>
    public int Read { get; set; }

    /// <summary>Items known; null while listing.</summary>
    public int? Total { get; set; }

    public int New { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Failures { get; set; }

    /// <summary>Why it ended as it did, for people; holds no credentials.</summary>
    public string? Message { get; set; }
}
