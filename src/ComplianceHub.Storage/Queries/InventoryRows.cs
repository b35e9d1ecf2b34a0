using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Queries;

/// <summary>One live Dockerfile.</summary>
public sealed record DockerfileRow(
    int SourceId, string Repository, string? RepositoryUrl, string Path, string? Commit, DateTime Since, int Versions, long? ImageId, string? Image, ImageScope? Scope);

/// <summary>One base image and who stands on it.</summary>
/// <param name="Shipped">Live Images whose shipped stage stands on it.</param>
/// <param name="Building">Live Images that use it only while building.</param>
/// <param name="Pinned">Of all uses, how many carry a digest.</param>
/// <param name="OwnImageId">The Image that builds it here; null when it is not built here.</param>
public sealed record BaseImageRow(string Reference, string Repository, string? Tag, int Shipped, int Building, int Pinned, int Teams, long? OwnImageId);

public sealed record AuditRow(DateTime At, string Actor, string Action, string Subject, string? Before, string? After);
