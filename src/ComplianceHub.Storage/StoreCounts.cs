namespace ComplianceHub.Storage;

/// <summary>What a write did to the inventory.</summary>
/// <param name="New">Things stored for the first time (sources, versions, tags, documents).</param>
/// <param name="Changed">Things whose state changed.</param>
/// <param name="Unchanged">Things only touched.</param>
public readonly record struct StoreCounts(int New, int Changed, int Unchanged)
{
    public static StoreCounts operator +(StoreCounts a, StoreCounts b) => new(a.New + b.New, a.Changed + b.Changed, a.Unchanged + b.Unchanged);

    public StoreCounts Add(StoreCounts other) => this + other;
}

/// <summary>What is already stored of a repository, so that an unchanged one costs nothing.</summary>
/// <param name="HeadCommit">The head at the last complete read.</param>
/// <param name="HistoryThrough">The newest commit whose history is stored; null when none is.</param>
/// <param name="IsArchived">Whether it was archived when it was read.</param>
public sealed record KnownRepository(string ExternalId, string Name, string? HeadCommit, string? HistoryThrough, bool IsArchived = false);

/// <summary>Where an interrupted sweep goes on.</summary>
/// <param name="Cursor">The host's own; null to begin.</param>
/// <param name="PageSize">What the host was able to answer within the last day; null when nothing is known.</param>
public sealed record SweepStart(string? Cursor, int? PageSize);

/// <summary>How a crawl ended.</summary>
public enum CrawlOutcome
{
    Complete,
    Failed,
    Cancelled,
}
