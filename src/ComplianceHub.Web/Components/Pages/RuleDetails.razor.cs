using System.Globalization;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using TrendRange = ComplianceHub.Storage.Queries.TrendRange;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>One rule: why, samples, who fails it and since when, and what repairs many at once.</summary>
public sealed partial class RuleDetails
{
    private const int ShownTeams = 12;
    private const int DaysByDay = 120;
    private const int LongestYears = 20;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private RuleQueries Queries { get; set; } = null!;

    [Inject]
    private TrendQueries Trends { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    [Inject]
    private FindingQueries Findings { get; set; } = null!;

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var detail = await Queries.GetAsync(Id, cancellationToken);
        var page = RuleCatalog.Find(Id) is { } rule ? RulePage.Of(rule) : null;
        if (detail is null || page is null)
        {
            return Data.Unknown;
        }

        var (from, to) = Range();
        var trend = await Trends.RuleAsync(
            Id, new TrendRange(from, to, to.DayNumber - from.DayNumber > DaysByDay ? TrendStep.Week : TrendStep.Day), cancellationToken);
        var counted = trend.Points.Where(p => p.Counted > 0).ToList();
        return new Data(
            detail,
            page,
            await Overviews.MenuAsync(cancellationToken),
            [.. counted.Select(p => new FailingPoint(p.Day, p.Failing, p.Counted))],
            trend.BackfillEnds is { } ends ? DateOnly.FromDateTime(ends) : null,
            $"{Display.Date(from)} to {Display.Date(to)}",
            SentenceOf(counted),
            await Findings.CountAsync(new ImageFilter { Rule = Id }, cancellationToken));
    }

    private static string SentenceOf(List<CountPoint> points)
    {
        if (points.Count == 0)
        {
            return "Nothing was graded in this time.";
        }

        var (first, last) = (points[0], points[^1]);
        var now = $"{Display.Count(last.Failing)} of {Display.Count(last.Counted, "scored image")} {(last.Failing == 1 ? "fails" : "fail")} on {Display.Date(last.Day)}";
        return first.Day == last.Day ? now + "." : $"{now}; {Display.Count(first.Failing)} of {Display.Count(first.Counted)} did on {Display.Date(first.Day)}.";
    }

    private static int MostImages(RuleDetail detail)
    {
        return Math.Max(1, detail.Teams.Max(t => t.Images));
    }

    private static string Undigested(string reference)
    {
        return reference.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? reference[..at] : reference;
    }

    private static string KindOf(RuleDescriptor rule)
    {
        var budget = $"{Display.Points(rule.Criterion.DefaultBudget)} points of {rule.Criterion.Id}";
        return rule.Kind switch
        {
            RuleKind.Question => rule.Share == Share.Whole ? $"question, all {budget}" : $"question, {rule.Share.Numerator}/{rule.Share.Denominator} of {budget}",
            RuleKind.Counting => $"counting, a share of {budget}",
            _ => $"advisory, costs nothing ({rule.Criterion.Id})",
        };
    }

    // ?from=2022-10-01&to=2022-12-31 shows another stretch than the last year; the address reproduces it.
    private (DateOnly From, DateOnly To) Range()
    {
        var address = UrlQuery.Of(Navigation);
        var today = DateOnly.FromDateTime(Now);
        var to = Day("to") is { } last && last <= today ? last : today;
        return Day("from") is { } first && first < to && first > to.AddYears(-LongestYears) ? (first, to) : (to.AddYears(-1), to);

        DateOnly? Day(string key)
        {
            return DateOnly.TryParseExact(address.Values(key).FirstOrDefault(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        }
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Detail">Null when there is no such rule.</param>
    /// <param name="Rows">Rows of the export.</param>
    public sealed record Data(
        RuleDetail? Detail, RulePage? Page, MenuCounts? Menu, IReadOnlyList<FailingPoint> Trend, DateOnly? BackfilledUntil, string Range, string Finding, int Rows)
    {
        public static Data Unknown { get; } = new(null, null, null, [], null, "", "", 0);
    }
}
