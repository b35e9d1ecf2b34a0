using Bunit;
using ComplianceHub.Web.Components.Controls;

namespace ComplianceHub.Web.Tests.Components.Controls;

public sealed class ScoreTrendTests : ComponentTest
{
    private static readonly DateOnly s_first = new(2026, 10, 24);

    [Fact]
    public void A_chart_says_its_finding_and_has_its_table()
    {
        var trend = Chart(31, day => new TrendPoint(day, 7000, 6800));

        Assert.Equal("Down.", trend.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Equal(31, trend.FindAll(".as-table tbody tr").Count);
        Assert.Equal("23 Nov 2026", trend.Find(".as-table tbody td").TextContent);
    }

    [Fact]
    public void The_table_of_two_years_is_thinned_and_keeps_the_last_day()
    {
        var trend = Chart(730, day => new TrendPoint(day, 7000));

        Assert.InRange(trend.FindAll(".as-table tbody tr").Count, 30, 62);
        Assert.Equal(Display.Date(s_first.AddDays(729)), trend.Find(".as-table tbody td").TextContent);
    }

    [Fact]
    public void Gridlines_are_the_boundaries_of_the_bands_in_use()
    {
        var trend = Chart(31, day => new TrendPoint(day, 7400));

        Assert.Equal(["85", "70"], trend.FindAll(".wide-drawing .letters .t-dim").Select(text => text.TextContent).OrderDescending());
    }

    [Fact]
    public void A_day_that_nobody_graded_breaks_the_solid_line_only()
    {
        var trend = Chart(10, day => new TrendPoint(day, day.Day == 28 ? null : 7000, 6900));

        Assert.Equal(2, trend.Find(".wide-drawing .then").GetAttribute("d")!.Count(c => c == 'M'));
        Assert.Equal(1, trend.Find(".wide-drawing .today").GetAttribute("d")!.Count(c => c == 'M'));
    }

    [Fact]
    public void Marks_that_fit_carry_their_words()
    {
        var trend = Chart(31, day => new TrendPoint(day, 7000), [new TrendMark(new DateOnly(2026, 11, 9), "Policy v7", "−3.4 on 9 Nov")]);

        Assert.Contains("Policy v7", trend.Find(".wide-drawing .plot").TextContent, StringComparison.Ordinal);
        Assert.Empty(trend.FindAll(".wide-drawing .trend-marks"));
    }

    [Fact]
    public void Marks_that_collide_are_numbered_and_listed()
    {
        var trend = Chart(31, day => new TrendPoint(day, 7000), [.. Enumerable.Range(1, 6).Select(i => new TrendMark(new DateOnly(2026, 11, i), $"Ownership moved {i}"))]);

        Assert.Equal(6, trend.FindAll(".wide-drawing .trend-marks li").Count);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], trend.FindAll(".wide-drawing .plot .t-note").Select(text => text.TextContent));
    }

    [Fact]
    public void What_comes_from_git_history_is_hatched()
    {
        var points = Enumerable.Range(0, 31).Select(i => new TrendPoint(s_first.AddDays(i), i < 10 ? null : 7000, 6900)).ToList();
        var trend = Render<ScoreTrend>(p => p.Add(c => c.Points, points).Add(c => c.Finding, "x").Add(c => c.BackfilledUntil, s_first.AddDays(10)));

        Assert.NotEmpty(trend.FindAll("rect[fill='url(#hatch-soft)']"));
        Assert.Contains("nobody graded it then", trend.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_point_it_says_when_the_line_begins()
    {
        Assert.Contains("No history yet", Chart(0, day => new TrendPoint(day, 0)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_day_is_drawn_without_dividing_by_zero()
    {
        Assert.DoesNotContain("NaN", Chart(1, day => new TrendPoint(day, 7000, 6900)).Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ScoreTrend> Chart(int days, Func<DateOnly, TrendPoint> point, IReadOnlyList<TrendMark>? marks = null)
    {
        var points = Enumerable.Range(0, days).Select(i => point(s_first.AddDays(i))).ToList();
        return Render<ScoreTrend>(p => p.Add(c => c.Points, points).Add(c => c.Finding, "Down.").Add(c => c.Marks, marks ?? []));
    }
}
