namespace ComplianceHub.Storage.Entities;

/// <summary>
/// One Dockerfile over time: it survives renames, and comes back as itself when it is deleted and re-created.
/// At most one live row for each repository and path.
/// </summary>
public sealed class DockerfileSource
{
    public int Id { get; init; }

    public int RepositoryId { get; init; }

    public Repository? Repository { get; init; }

    /// <summary>Path in the repository, slash separated: where it is now, or was last.</summary>
    public required string Path { get; set; }

    /// <summary>Git blob id of the current text (the last one when it is gone).</summary>
    public required string BlobSha { get; set; }

    /// <summary>Commit that brought the current text; null when history was not read.</summary>
    public string? Commit { get; set; }

    public DateTime FirstSeenAt { get; init; }

    public DateTime? GoneAt { get; set; }
}
