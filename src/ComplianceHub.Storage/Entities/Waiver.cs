using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Storage.Entities;

/// <summary>A request to waive findings, what was decided on it, and what became of it. What it covers never changes: another wish is another waiver.</summary>
public sealed class Waiver
{
    /// <summary>What exports call waivers, before the number.</summary>
    public const string Prefix = "W-";

    public int Id { get; init; }

    public WaiverScope Scope { get; init; }

    public required string Rule { get; init; }

    /// <summary>The worst severity that it covers, as it was when it was asked for.</summary>
    public Severity Severity { get; init; }

    /// <summary>The Image it was asked for; null for a path or a team.</summary>
    public long? ImageId { get; init; }

    public Image? Image { get; init; }

    /// <summary>The one finding it is about, as <see cref="FindingInterval.FindingId"/>; null for the other scopes.</summary>
    public string? FindingId { get; init; }

    public int? TeamId { get; init; }

    public Team? Team { get; init; }

    /// <summary>A glob over <c>repository/path</c>.</summary>
    public string? Path { get; init; }

    public WaiverReason Reason { get; init; }

    public required string Text { get; init; }

    /// <summary>Who sees to it that the finding is repaired before the waiver ends.</summary>
    public required string Owner { get; init; }

    public required string Requester { get; init; }

    public DateTime RequestedAt { get; init; }

    /// <summary>From then on it covers nothing.</summary>
    public DateTime ExpiresAt { get; init; }

    public WaiverDecision Decision { get; set; }

    /// <summary>Who approved or rejected it.</summary>
    public string? Decider { get; set; }

    public DateTime? DecidedAt { get; set; }

    public string? DecisionNote { get; set; }

    public DateTime? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    /// <summary>The first grading that took it into account.</summary>
    public DateTime? AppliedAt { get; set; }

    /// <summary>Findings that it waived in the newest grading that took it into account.</summary>
    public int Findings { get; set; }

    /// <summary>Images that these findings were of.</summary>
    public int Images { get; set; }

    public WaiverLife Life => new(Decision, ExpiresAt, RevokedAt, AppliedAt, Findings);

    /// <summary>What rules need of an approved one.</summary>
    public WaiverTerms Terms(DateTime from) => new(Id, Scope, Rule, Severity, from, RevokedAt < ExpiresAt ? RevokedAt.Value : ExpiresAt)
    {
        ImageId = ImageId,
        FindingId = FindingId,
        TeamId = TeamId,
        Path = Path,
    };
}
