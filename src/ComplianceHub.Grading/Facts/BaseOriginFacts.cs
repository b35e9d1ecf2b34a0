namespace ComplianceHub.Grading.Facts;

/// <summary>Where a base in the organisation's own registry comes from.</summary>
public enum BaseOrigin
{
    /// <summary>A Dockerfile that was crawled builds it.</summary>
    BuiltHere,

    /// <summary>It is a copy of somebody else's image, kept on purpose.</summary>
    Mirrored,

    /// <summary>All sources were read, and nothing says where it was built.</summary>
    Unknown,

    /// <summary>It cannot be known yet: not everything that could tell was read.</summary>
    NotCollected,
}

/// <summary>What is known of a base's origin.</summary>
/// <param name="Reason">One sentence for people.</param>
public sealed record BaseOriginFacts(BaseOrigin Origin, string Reason);
