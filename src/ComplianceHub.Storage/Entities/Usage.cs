namespace ComplianceHub.Storage.Entities;

/// <summary>A place that runs an image: a compose or Kubernetes file and the reference it names.</summary>
public sealed class Usage
{
    public long Id { get; init; }

    public int RepositoryId { get; init; }

    public Repository? Repository { get; init; }

    public required string Path { get; init; }

    /// <summary>As written.</summary>
    public required string Reference { get; init; }

    /// <summary><c>domain/path</c> without tag and digest.</summary>
    public required string ImageRepository { get; init; }

    public int Line { get; init; }
}
