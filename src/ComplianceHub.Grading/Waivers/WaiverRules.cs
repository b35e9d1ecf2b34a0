using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Waivers;

/// <summary>What a request for a waiver says, as far as rules apply to it.</summary>
/// <param name="Severity">The worst severity of what it is to cover.</param>
/// <param name="LastDay">The last day on which it counts, UTC.</param>
/// <param name="Owner">Who sees to it that the finding is repaired before the waiver ends.</param>
public sealed record WaiverRequest(Severity Severity, DateOnly LastDay, string Text, string Owner, string Requester);

/// <summary>The rules of waivers: nothing is waived for ever, without a reason, or by one person alone where it is serious.</summary>
public static class WaiverRules
{
    public const int ShortestText = 10;
    public const int LongestText = 1_000;
    public const int LongestName = 100;

    /// <summary>When a waiver with that last day ends.</summary>
    public static DateTime EndOf(DateOnly lastDay) => lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The latest last day that a policy allows.</summary>
    public static DateOnly LatestDay(Severity severity, WaiverLimits limits, DateTime now) => DateOnly.FromDateTime(now).AddDays(limits.DaysOf(severity));

    /// <summary>What is wrong with a request; empty when it may be made.</summary>
    public static ImmutableArray<string> Check(WaiverRequest request, WaiverLimits limits, DateTime now)
    {
        var most = limits.DaysOf(request.Severity);
        var today = DateOnly.FromDateTime(now);
        string?[] problems =
        [
            most == 0 ? $"The policy lets nothing {ScoreText.Of(request.Severity)} be waived."
                : request.LastDay < today ? "The last day has passed."
                : request.LastDay > LatestDay(request.Severity, limits, now) ? string.Create(
                    CultureInfo.InvariantCulture, $"The policy waives what is {ScoreText.Of(request.Severity)} for {most} days at most: until {LatestDay(request.Severity, limits, now):d MMM yyyy}.")
                : null,
            request.Text.Trim().Length < ShortestText ? $"Say in at least {ShortestText} characters why."
                : request.Text.Length > LongestText ? string.Create(CultureInfo.InvariantCulture, $"Say it in at most {LongestText:N0} characters.") : null,
            Name(request.Owner, "Say who sees to the repair."),
            Name(request.Requester, "Say who asks."),
        ];
        return [.. problems.OfType<string>()];
    }

    /// <summary>Whether a second person has to approve.</summary>
    public static bool NeedsAnother(Severity severity) => severity >= Severity.High;

    /// <summary>Why this person cannot approve; null when they can.</summary>
    public static string? RefuseApproval(Severity severity, string requester, string approver) =>
        Name(approver, "Say who approves.")
        ?? (NeedsAnother(severity) && IsSame(requester, approver) ? $"What is {ScoreText.Of(severity)} is approved by somebody else than {requester.Trim()}, who asked for it." : null);

    /// <summary>Whether two names are one: case and white space make no difference.</summary>
    public static bool IsSame(string a, string b)
    {
        return string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);

        static string Plain(string name) => string.Join(' ', name.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? Name(string name, string otherwise) =>
        string.IsNullOrWhiteSpace(name) ? otherwise : name.Length > LongestName ? $"A name has at most {LongestName} characters." : null;
}
