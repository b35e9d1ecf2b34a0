namespace ComplianceHub.Storage.Entities;

/// <summary>A tag that pointed at a digest for some time: an observation, never an identity.</summary>
public sealed class TagObservation
{
    public long Id { get; init; }

    public int ImageRepositoryId { get; init; }

    public ImageRepository? ImageRepository { get; init; }

    public required string Tag { get; init; }

    public required string Digest { get; init; }

    /// <summary>When the registry says it was pushed, else the config's creation time; null when neither is known.</summary>
    public DateTime? PushedAt { get; set; }

    public DateTime From { get; init; }

    /// <summary>Exclusive; null while the tag points there.</summary>
    public DateTime? To { get; set; }
}
