namespace ComplianceHub.Storage.Entities;

/// <summary>One item that could not be read in a run; its last good facts stand.</summary>
public sealed class CrawlFailure
{
    public long Id { get; init; }

    public int RunId { get; init; }

    public CrawlRun? Run { get; init; }

    public required string Item { get; init; }

    public FailureKind Kind { get; init; }

    public required string Message { get; init; }

    public DateTime At { get; init; }
}
