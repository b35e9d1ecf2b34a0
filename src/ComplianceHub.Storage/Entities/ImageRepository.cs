namespace ComplianceHub.Storage.Entities;

/// <summary>A repository of a registry.</summary>
public sealed class ImageRepository
{
    public int Id { get; init; }

    public int ConnectionId { get; set; }

    /// <summary>Host with port.</summary>
    public required string Registry { get; init; }

    /// <summary>Path in the registry.</summary>
    public required string Name { get; init; }

    public int LastSeenRunId { get; set; }

    public DateTime FirstSeenAt { get; init; }

    public DateTime LastSeenAt { get; set; }

    /// <summary>Completed sweeps in a row that did not see it; the second marks it gone.</summary>
    public int MissedSweeps { get; set; }

    public DateTime? GoneAt { get; set; }
}
