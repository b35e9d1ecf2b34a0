namespace ComplianceHub.Storage.Entities;

/// <summary>A file that runs an image (compose, Kubernetes), and how long it did. At most one open row for each repository, path and reference.</summary>
public sealed class Usage
{
    public long Id { get; init; }

    public int RepositoryId { get; init; }

    public Repository? Repository { get; init; }

    public required string Path { get; init; }

    /// <summary>As Docker shows it; without tag or digest where those cannot be known.</summary>
    public required string Reference { get; init; }

    /// <summary><c>domain/path</c> without tag and digest, every spelling of Docker Hub as <c>docker.io</c>.</summary>
    public required string ImageRepository { get; init; }

    /// <summary>What runs it, for people: <c>service db</c>.</summary>
    public required string Place { get; set; }

    /// <summary>1-based.</summary>
    public int Line { get; set; }

    public DateTime From { get; init; }

    /// <summary>Exclusive; null while it stands.</summary>
    public DateTime? To { get; set; }
}
