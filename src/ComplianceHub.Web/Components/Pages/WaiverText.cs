using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>What waives a finding, in words.</summary>
public static class WaiverText
{
    private const string Inline = "inline:";

    /// <summary>How long it counts yet, or since when it does not: <c>12 days left</c>, <c>ended 3 d ago</c>.</summary>
    public static string Left(WaiverListRow waiver, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(waiver);
        var ended = waiver.RevokedAt < waiver.ExpiresAt ? waiver.RevokedAt.Value : waiver.ExpiresAt;
        return waiver.State == WaiverState.Rejected ? "never counted" : ended > now ? $"{Display.Count((long)Math.Ceiling((ended - now).TotalDays), "day")} left"
            : $"ended {Display.Age(ended, now)}";
    }

    /// <summary>What a reason of the vocabulary means, beside its name.</summary>
    public static string Means(WaiverReason reason)
    {
        return reason switch
        {
            WaiverReason.FalsePositive => "what the rule says does not hold here",
            WaiverReason.Mitigated => "something else takes the risk away",
            WaiverReason.RepairPlanned => "the repair has its date",
            WaiverReason.WaitsForUpstream => "the repair has to come from somebody else",
            WaiverReason.Retiring => "the image is going out of use",
            _ => "the risk is known, and we bear it",
        };
    }

    /// <summary>The first letter large.</summary>
    public static string Capital(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>For instance <c>by a comment of hadolint, as policy v3 allows, until 31 Mar 2027: the mirror keeps one version</c>.</summary>
    public static string Of(WaiverRow waiver)
    {
        var by = waiver.Id.StartsWith(Inline, StringComparison.Ordinal) ? $"by a comment of {waiver.Id[Inline.Length..]}" : $"by waiver {waiver.Id}";
        var approver = waiver.Approver is null ? "" : by.StartsWith("by waiver", StringComparison.Ordinal) ? $", approved by {waiver.Approver}" : $", as {waiver.Approver} allows";
        var until = waiver.EndsAt is { } end ? $", until {Display.Date(end.AddDays(-1))}" : "";
        return $"{by}{approver}{until}{(waiver.Reason is null ? "; it gives no reason" : ": " + waiver.Reason)}";
    }
}
