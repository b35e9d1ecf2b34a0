using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>A day of a score's history. Basis points (0..10000), not rounded.</summary>
/// <param name="AsGraded">What was graded then; null when nobody graded it.</param>
/// <param name="UnderToday">The same facts under today's policy; null when they are not known.</param>
public sealed record TrendPoint(DateOnly Day, double? AsGraded, double? UnderToday = null);

/// <summary>Something that moved the score without anybody's code: policy, formula, scope, ownership, ended waivers.</summary>
/// <param name="Title">"Policy v7".</param>
/// <param name="Detail">How much and when: "−3.4 on 9 Nov".</param>
public sealed record TrendMark(DateOnly Day, string Title, string? Detail = null, string? Href = null);

/// <summary>The part of the ruler that a score chart shows, basis points. Panels side by side share one.</summary>
public sealed record TrendRange(double Low, double High)
{
    /// <summary>The bands in use by the points (and a target), with a little room; very tall bands are cut.</summary>
    public static TrendRange Of(IEnumerable<TrendPoint> points, int? target = null, GradeBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        var values = points.SelectMany(point => new[] { point.AsGraded, point.UnderToday }).OfType<double>().ToList();
        if (target is { } goal)
        {
            values.Add(goal);
        }

        if (values.Count == 0)
        {
            return new TrendRange(4200, 8800);
        }

        var stretches = (bands ?? GradeBands.Default).Stretches();
        double low = values.Min(), high = values.Max();
        var bottom = stretches.Last(band => low >= band.From).From;
        var top = stretches.First(band => high < band.To || band.To == 10_000).To;
        return new TrendRange(
            Math.Max(0, (low - bottom > 1800 ? low - 600 : bottom) - 300),
            Math.Min(10_000, (top - high > 1800 ? high + 600 : top) + 300));
    }
}

/// <summary>A day's failing images, of all that were scored then.</summary>
public sealed record FailingPoint(DateOnly Day, int Failing, int Counted);
