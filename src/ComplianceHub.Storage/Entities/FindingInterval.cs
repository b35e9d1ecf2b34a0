using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Storage.Entities;

/// <summary>
/// A finding and how long it stood. Deleted and re-created it keeps its id and gets a new interval. The locus lives only inside the hashes,
/// and nothing here holds characters of a secret.
/// </summary>
public sealed class FindingInterval
{
    public long Id { get; init; }

    /// <summary>Lower-case hex SHA-256 of (Image id, rule id, target, locus, ordinal).</summary>
    public required string FindingId { get; init; }

    /// <summary>Lower-case hex SHA-256 of (rule id, path, target, locus, ordinal); what the command line computes.</summary>
    public required string Fingerprint { get; set; }

    public long ImageId { get; init; }

    public Image? Image { get; init; }

    public required string Rule { get; init; }

    public required string Criterion { get; set; }

    public Severity Severity { get; set; }

    public FindingStatus Status { get; set; }

    /// <summary>Its share of its criterion's penalty in basis points.</summary>
    public int Points { get; set; }

    public int RawPoints { get; set; }

    /// <summary>Basis points that repairing it alone would add.</summary>
    public int Gain { get; set; }

    public int? Line { get; set; }

    public int? EndLine { get; set; }

    public required string Message { get; set; }

    public string? Remediation { get; set; }

    public required string Target { get; init; }

    /// <summary>Joined by <c>|</c>; empty for all.</summary>
    public required string Platforms { get; set; }

    public Evidence Evidence { get; set; }

    public string? SecretKind { get; set; }

    /// <summary>Keyed HMAC-SHA256 of the secret: tells whether two places hold the same one.</summary>
    public byte[]? SecretHash { get; set; }

    /// <summary>What waives it, for instance <c>inline:hadolint</c> for a comment of the Dockerfile; null while it is not waived.</summary>
    public string? WaiverId { get; set; }

    /// <summary>What its author says of why, or null.</summary>
    public string? WaiverReason { get; set; }

    /// <summary>Who let it count, for instance <c>policy v3</c>.</summary>
    public string? WaiverApprover { get; set; }

    /// <summary>When it counts no more; null for never.</summary>
    public DateTime? WaiverEndsAt { get; set; }

    public DateTime From { get; set; }

    /// <summary>Exclusive; null while it stands.</summary>
    public DateTime? To { get; set; }

    /// <summary>Whether it stood before and came back.</summary>
    public bool Returned { get; set; }
}
