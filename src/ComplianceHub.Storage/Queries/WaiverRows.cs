using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Queries;

/// <summary>What the register is filtered by; unset members filter nothing.</summary>
public sealed record WaiverFilter
{
    /// <summary>Any of these states.</summary>
    public IReadOnlyList<WaiverState> States { get; init; } = [];

    /// <summary>In force, and ends within <see cref="WaiverLife.WarningDays"/>.</summary>
    public bool EndsSoon { get; init; }

    public string? Rule { get; init; }

    public WaiverScope? Scope { get; init; }

    public WaiverReason? Reason { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>Asked for an Image of this team, or for the team itself.</summary>
    public string? TeamSlug { get; init; }

    /// <summary>Reaches this Image.</summary>
    public long? ImageId { get; init; }

    /// <summary>Part of the rule, Image, path, owner, requester, approver or text, case-insensitive; or a waiver's name, <c>W-12</c>.</summary>
    public string? Text { get; init; }
}

/// <summary>A line of the register.</summary>
/// <param name="Name"><c>W-12</c>.</param>
/// <param name="Subject">The Image, the path or the team that it is about.</param>
/// <param name="Findings">Findings that it waives, or waived when it ended.</param>
public sealed record WaiverListRow(
    int Id, string Name, WaiverState State, bool EndsSoon, WaiverScope Scope, string Rule, string RuleTitle, Severity Severity, string Subject, long? ImageId, string? TeamSlug,
    WaiverReason Reason, string Text, string Owner, string Requester, DateTime RequestedAt, string? Decider, DateTime? DecidedAt, string? DecisionNote, DateTime ExpiresAt,
    DateTime? RevokedAt, string? RevokedBy, int Findings, int Images)
{
    /// <summary>The last day on which it counts.</summary>
    public DateOnly LastDay => DateOnly.FromDateTime(ExpiresAt.AddTicks(-1));
}

/// <summary>A finding that a waiver waives now.</summary>
public sealed record WaivedFinding(long ImageId, string Image, string FindingId, Severity Severity, string Message, int RawPoints);

/// <summary>One waiver with what it waives and all that was done to it.</summary>
/// <param name="Waived">The first of them, most points first.</param>
public sealed record WaiverDetail(WaiverListRow Row, IReadOnlyList<WaivedFinding> Waived, IReadOnlyList<AuditEntry> History);

/// <summary>How many waivers are in each state.</summary>
public sealed record WaiverCounts(IReadOnlyDictionary<WaiverState, int> States, int EndSoon)
{
    public int Of(WaiverState state) => States.GetValueOrDefault(state);

    public int All => States.Values.Sum();
}

/// <summary>What a draft would cover today.</summary>
/// <param name="Worst">Null when it covers nothing.</param>
/// <param name="Points">Basis points that its findings cost without waivers, summed over the Images.</param>
public sealed record WaiverPreview(int Findings, int Images, Severity? Worst, long Points);
