namespace ComplianceHub.Storage.Entities;

/// <summary>A text of a Dockerfile and how long it stood on the default branch. Intervals of one source never overlap.</summary>
public sealed class DockerfileVersion
{
    public long Id { get; init; }

    public int SourceId { get; init; }

    public DockerfileSource? Source { get; init; }

    /// <summary>Path at that time.</summary>
    public required string Path { get; set; }

    public required string BlobSha { get; init; }

    public string? Commit { get; init; }

    public DateTime From { get; init; }

    /// <summary>Exclusive; null while it stands.</summary>
    public DateTime? To { get; set; }
}
