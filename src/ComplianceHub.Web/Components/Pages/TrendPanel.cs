using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using TrendMark = ComplianceHub.Web.Components.Controls.TrendMark;
using TrendPoint = ComplianceHub.Web.Components.Controls.TrendPoint;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>
/// A stored trend as the chart draws it: what nobody graded then stands only under today's policy.
/// </summary>
public sealed record TrendPanel(IReadOnlyList<TrendPoint> Points, IReadOnlyList<TrendMark> Marks, DateOnly? BackfilledUntil, string Finding)
{
    public static TrendPanel Empty { get; } = new([], [], null, "");

    /// <param name="subject">What the line shows, for instance <c>The organisation's score over one year</c>.</param>
    public static TrendPanel Of(Trend trend, string subject)
    {
        ArgumentNullException.ThrowIfNull(trend);
        var points = trend.Points
            .Where(p => p.Score.Count > 0)
            .Select(p => new TrendPoint(p.Day, p.Backfilled ? null : Mean(p), Mean(p)))
            .ToList();
        var marks = trend.Marks.Select(m => new TrendMark(DateOnly.FromDateTime(m.At), m.Text, Display.Day(DateOnly.FromDateTime(m.At)))).ToList();
        var backfilled = trend.BackfillEnds is { } ends && points.Count > 0 && points[0].Day < DateOnly.FromDateTime(ends) ? DateOnly.FromDateTime(ends) : (DateOnly?)null;
        return new(points, marks, backfilled, Sentence(points, subject));
    }

    private static double Mean(ComplianceHub.Storage.Queries.TrendPoint point)
    {
        return (double)point.Score.Sum / point.Score.Count;
    }

    private static string Sentence(List<TrendPoint> points, string subject)
    {
        return points.Count < 2 || points[0].UnderToday is not { } first || points[^1].UnderToday is not { } last
            ? subject + "."
            : $"{subject}: from {Display.Score(first)} on {Display.Date(points[0].Day)} to {Display.Score(last)} on {Display.Date(points[^1].Day)}.";
    }
}
