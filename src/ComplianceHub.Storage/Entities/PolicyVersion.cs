namespace ComplianceHub.Storage.Entities;

/// <summary>A published policy: immutable.</summary>
public sealed class PolicyVersion
{
    /// <summary>1 for the first.</summary>
    public int Version { get; init; }

    /// <summary>The policy as <see cref="Grading.Checklist.PolicyJson"/> writes it.</summary>
    public required string Json { get; init; }

    /// <summary>Who published it, as shown to people.</summary>
    public required string Author { get; init; }

    public string? Note { get; init; }

    public DateTime PublishedAt { get; init; }

    /// <summary>From when on it grades: when it was published, or the day that was announced.</summary>
    public DateTime EnforcedAt { get; init; }
}
