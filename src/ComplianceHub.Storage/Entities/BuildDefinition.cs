using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Storage.Entities;

/// <summary>
/// A build that a compose, bake or workflow file describes, with one of the names it gives the result, and how long it did. The evidence for build targets
/// other than the final stage, and for which image comes from which Dockerfile.
/// </summary>
public sealed class BuildDefinition
{
    /// <summary>What <see cref="Target"/> says of the final stage.</summary>
    public const string Final = "";

    public long Id { get; init; }

    public int RepositoryId { get; init; }

    public Repository? Repository { get; init; }

    /// <summary>The file that describes it.</summary>
    public required string Path { get; init; }

    public FileKind Kind { get; init; }

    /// <summary>The service, bake target or step, for people.</summary>
    public required string Name { get; init; }

    /// <summary>1-based.</summary>
    public int Line { get; set; }

    /// <summary>Path in the repository.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The stage as written; <see cref="Final"/> when none is.</summary>
    public required string Target { get; init; }

    /// <summary><c>domain/path</c> without tag and digest, every spelling of Docker Hub as <c>docker.io</c>.</summary>
    public required string ImageRepository { get; init; }

    public DateTime From { get; init; }

    /// <summary>Exclusive; null while it stands.</summary>
    public DateTime? To { get; set; }

    /// <summary>What it builds; null while the Dockerfile is not there or has no such stage.</summary>
    public int? BuildTargetId { get; set; }

    public BuildTarget? BuildTarget { get; init; }

    /// <summary>The source and text that <see cref="BuildTargetId"/> was looked up in.</summary>
    public string? ResolvedFrom { get; set; }
}
