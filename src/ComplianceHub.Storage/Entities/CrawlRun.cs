namespace ComplianceHub.Storage.Entities;

/// <summary>One crawl of one connection.</summary>
public sealed class CrawlRun
{
    public int Id { get; init; }

    public int ConnectionId { get; init; }

    public Connection? Connection { get; init; }

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
