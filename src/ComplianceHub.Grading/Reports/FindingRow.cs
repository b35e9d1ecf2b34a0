namespace ComplianceHub.Grading.Reports;

/// <summary>
/// One finding of one Image as every report carries it. The properties stand in the order of the CSV's columns, which is part of its contract:
/// new ones are added at the end. Times are UTC, points and scores basis points. Holds no characters of a secret.
/// </summary>
public sealed record FindingRow
{
    public const int CurrentSchemaVersion = 1;

    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The time the whole report speaks of.</summary>
    public required DateTime AsOfUtc { get; init; }

    public required string FindingId { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary><c>open</c>, <c>waived</c>, <c>unknown</c> or <c>not_collected</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>critical</c>, <c>high</c>, <c>medium</c> or <c>low</c>.</summary>
    public required string Severity { get; init; }

    public required string RuleId { get; init; }

    public required string RuleTitle { get; init; }

    public required string Criterion { get; init; }

    /// <summary>Basis points.</summary>
    public int? Points { get; init; }

    /// <summary>Basis points.</summary>
    public int? RawPoints { get; init; }

    /// <summary>Basis points.</summary>
    public int? GainIfFixed { get; init; }

    public required string Image { get; init; }

    public string? ImageRepository { get; init; }

    public string? Registry { get; init; }

    public string? Tag { get; init; }

    public string? Digest { get; init; }

    /// <summary>Joined by <c>|</c>; empty for all.</summary>
    public string? Platform { get; init; }

    public string? GitRepository { get; init; }

    public string? Branch { get; init; }

    public string? Commit { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public string? BaseImage { get; init; }

    public string? BaseDigest { get; init; }

    public string? OwnerTeam { get; init; }

    public string? OwnerSource { get; init; }

    public DateTime? FirstSeenUtc { get; init; }

    public DateTime? LastSeenUtc { get; init; }

    public int? AgeDays { get; init; }

    public string? WaiverId { get; init; }

    public string? WaiverReason { get; init; }

    public string? WaiverApprover { get; init; }

    public DateTime? WaiverExpiresUtc { get; init; }

    /// <summary>Basis points; null when the Image has no score.</summary>
    public int? Score { get; init; }

    /// <summary>Basis points.</summary>
    public int? RawScore { get; init; }

    /// <summary>The letter; empty without one.</summary>
    public string? Grade { get; init; }

    /// <summary>Basis points of the budget that were judged.</summary>
    public int? Coverage { get; init; }

    public int? PolicyVersion { get; init; }

    public int? FormulaVersion { get; init; }

    /// <summary><c>declared</c>, <c>shipped</c> or <c>declared|shipped</c>.</summary>
    public string? Evidence { get; init; }

    public string? Remediation { get; init; }

    public string? Url { get; init; }
}
