using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Queries;

/// <summary>One live Dockerfile.</summary>
public sealed record DockerfileRow(
    int SourceId, string Repository, string? RepositoryUrl, string Path, string? Commit, DateTime Since, int Versions, long? ImageId, string? Image, ImageScope? Scope);

/// <summary>One image that runs somewhere, by its repository (<c>domain/path</c>).</summary>
/// <param name="IsDockerHub">Whether it is pulled from Docker Hub.</param>
/// <param name="Repositories">Git repositories whose files run it.</param>
/// <param name="OwnImageId">The Image that builds it here; null when it is somebody else's, or not known.</param>
/// <param name="Usages">Where it runs.</param>
public sealed record RunningImageRow(string Repository, bool IsDockerHub, int Files, int Repositories, long? OwnImageId, IReadOnlyList<UsageRow> Usages);

/// <param name="Place">What runs it, for people: <c>service db</c>.</param>
public sealed record UsageRow(string Repository, string Path, string Place, int Line, string Reference);

/// <summary>A registry's host, and how many Images and repositories are in it or stand on what is.</summary>
public sealed record RegistryUse(string Name, int Images);

public sealed record AuditRow(DateTime At, string Actor, string Action, string Subject, string? Before, string? After);
