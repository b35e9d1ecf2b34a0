namespace ComplianceHub.Storage.Entities;

/// <summary>A Git repository: its identity is the host and the host's own id; name and URL are attributes.</summary>
public sealed class Repository
{
    public int Id { get; init; }

    public int ConnectionId { get; set; }

    /// <summary>Host instance, for instance <c>git.example.org</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Identity on that host that survives renames.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Name with groups, for instance <c>checkout/api</c>.</summary>
    public required string Name { get; set; }

    /// <summary>Where it was read from, without credentials.</summary>
    public required string CloneUrl { get; set; }

    /// <summary>Page for people, or null.</summary>
    public string? WebUrl { get; set; }

    public required string DefaultBranch { get; set; }

    /// <summary>Whether its host keeps it for reading only.</summary>
    public bool IsArchived { get; set; }

    /// <summary>Whether its host says that it was forked from another.</summary>
    public bool IsFork { get; set; }

    /// <summary>The head at the last complete read; null when the repository was empty.</summary>
    public string? HeadCommit { get; set; }

    public DateTime? HeadCommittedAt { get; set; }

    /// <summary>Newest commit whose history is stored; null when none is.</summary>
    public string? HistoryThrough { get; set; }

    public int LastSeenRunId { get; set; }

    public DateTime FirstSeenAt { get; init; }

    public DateTime LastSeenAt { get; set; }

    /// <summary>Completed sweeps in a row that did not see it; the second marks it gone.</summary>
    public int MissedSweeps { get; set; }

    public DateTime? GoneAt { get; set; }
}
