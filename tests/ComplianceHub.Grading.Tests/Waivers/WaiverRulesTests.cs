using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class WaiverRulesTests
{
    private static readonly DateTime s_now = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly s_today = new(2026, 11, 23);

    [Theory]
    [InlineData(Severity.Low, 365)]
    [InlineData(Severity.Medium, 180)]
    [InlineData(Severity.High, 90)]
    [InlineData(Severity.Critical, 30)]
    public void The_worse_a_finding_the_shorter_it_is_waived(Severity severity, int days)
    {
        Assert.Empty(Check(severity, s_today.AddDays(days)));
        Assert.Contains($"for {days} days at most", Assert.Single(Check(severity, s_today.AddDays(days + 1))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_needs_a_day_to_come_a_reason_an_owner_and_somebody_who_asks()
    {
        Assert.Empty(Check(Severity.Low, s_today));
        Assert.Equal(["The last day has passed."], Check(Severity.Low, s_today.AddDays(-1)));
        var empty = WaiverRules.Check(new(Severity.Low, s_today, " because ", " ", ""), WaiverLimits.Default, s_now);
        Assert.Equal(["Say in at least 10 characters why.", "Say who sees to the repair.", "Say who asks."], empty);
    }

    [Fact]
    public void A_policy_can_let_nothing_critical_be_waived() =>
        Assert.Equal(
            ["The policy lets nothing critical be waived."],
            WaiverRules.Check(Request(Severity.Critical, s_today), WaiverLimits.Default with { Critical = 0 }, s_now));

    [Theory]
    [InlineData("Kari Nordmann", "kari  nordmann ", true)]
    [InlineData("Kari Nordmann", "Ola Nordmann", false)]
    public void Nobody_approves_what_they_asked_for_where_it_is_high_or_critical(string requester, string approver, bool same)
    {
        Assert.Equal(same, WaiverRules.RefuseApproval(Severity.Critical, requester, approver) is not null);
        Assert.Equal(same, WaiverRules.RefuseApproval(Severity.High, requester, approver) is not null);
        Assert.Null(WaiverRules.RefuseApproval(Severity.Medium, requester, approver));
        Assert.Equal("Say who approves.", WaiverRules.RefuseApproval(Severity.Low, requester, " "));
    }

    [Fact]
    public void A_waiver_goes_through_its_states_by_its_dates_alone()
    {
        var end = s_now.AddDays(20);
        var asked = new WaiverLife(WaiverDecision.None, end, null, null, 0);
        var approved = asked with { Decision = WaiverDecision.Approved };
        var applied = approved with { AppliedAt = s_now, Findings = 2 };

        Assert.Equal(WaiverState.Requested, asked.At(s_now));
        Assert.Equal(WaiverState.Rejected, (asked with { Decision = WaiverDecision.Rejected }).At(end.AddDays(9)));
        Assert.Equal(WaiverState.Approved, approved.At(s_now));
        Assert.Equal(WaiverState.Active, applied.At(end.AddTicks(-1)));
        Assert.Equal(WaiverState.Unused, (applied with { Findings = 0 }).At(s_now));
        Assert.Equal([WaiverState.Expired, WaiverState.Expired], [applied.At(end), asked.At(end)]);
        Assert.Equal(WaiverState.Revoked, (applied with { RevokedAt = s_now }).At(end.AddDays(9)));
        Assert.False(applied.EndsSoon(end.AddDays(-15)));
        Assert.True(applied.EndsSoon(end.AddDays(-14)));
        Assert.False(applied.EndsSoon(end));
    }

    private static System.Collections.Immutable.ImmutableArray<string> Check(Severity severity, DateOnly lastDay) => WaiverRules.Check(Request(severity, lastDay), WaiverLimits.Default, s_now);

    private static WaiverRequest Request(Severity severity, DateOnly lastDay) => new(severity, lastDay, "The mirror comes in December.", "checkout", "Kari Nordmann");
}
