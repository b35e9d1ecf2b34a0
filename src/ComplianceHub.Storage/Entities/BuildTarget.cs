namespace ComplianceHub.Storage.Entities;

/// <summary>What a Dockerfile builds: its final stage, or another stage or variant for which there is evidence.</summary>
public sealed class BuildTarget
{
    public int Id { get; init; }

    public int SourceId { get; init; }

    public DockerfileSource? Source { get; init; }

    /// <summary>Name of the target stage; null for the final one.</summary>
    public string? Target { get; init; }

    /// <summary>Distinguishes builds of one target with other arguments; null for the plain one.</summary>
    public string? Variant { get; init; }
}
