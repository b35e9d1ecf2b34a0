namespace ComplianceHub.Grading.Waivers;

/// <summary>What was decided on a request.</summary>
public enum WaiverDecision
{
    None,
    Approved,
    Rejected,
}

/// <summary>Where a waiver stands.</summary>
public enum WaiverState
{
    /// <summary>Nobody has decided yet; nothing is waived.</summary>
    Requested,

    /// <summary>Approved; the next grading applies it.</summary>
    Approved,

    /// <summary>It waives findings.</summary>
    Active,

    /// <summary>It is in force and meets no finding: nothing would change without it.</summary>
    Unused,

    Expired,
    Rejected,
    Revoked,
}

/// <summary>The dates of a waiver, which decide its state at any moment.</summary>
/// <param name="AppliedAt">The first grading that took it into account; null before.</param>
/// <param name="Findings">How many findings it waived in the newest such grading.</param>
public sealed record WaiverLife(WaiverDecision Decision, DateTime ExpiresAt, DateTime? RevokedAt, DateTime? AppliedAt, int Findings)
{
    /// <summary>Within so many days of its end a waiver warns.</summary>
    public const int WarningDays = 14;

    public WaiverState At(DateTime now) => this switch
    {
        { Decision: WaiverDecision.Rejected } => WaiverState.Rejected,
        { RevokedAt: { } revoked } when revoked <= now => WaiverState.Revoked,
        _ when ExpiresAt <= now => WaiverState.Expired,
        { Decision: WaiverDecision.None } => WaiverState.Requested,
        { AppliedAt: null } => WaiverState.Approved,
        { Findings: 0 } => WaiverState.Unused,
        _ => WaiverState.Active,
    };

    /// <summary>Whether it is in force and ends within <see cref="WarningDays"/>.</summary>
    public bool EndsSoon(DateTime now) => At(now) is WaiverState.Active or WaiverState.Approved or WaiverState.Unused && ExpiresAt <= now.AddDays(WarningDays);
}
