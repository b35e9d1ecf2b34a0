using Bunit;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Web.Components.Controls;
using ScoreText = ComplianceHub.Web.Components.Controls.ScoreText;

namespace ComplianceHub.Web.Tests.Components.Controls;

public sealed class ScoreControlsTests : ComponentTest
{
    [Theory]
    [InlineData(Grade.A, false, "Grade A", "A")]
    [InlineData(Grade.D, true, "Grade D, held down", "D")]
    [InlineData(Grade.None, false, "No letter yet", "–")]
    public void A_plate_says_its_letter_and_whether_it_is_held(Grade letter, bool held, string label, string text)
    {
        var plate = Render<GradePlate>(p => p.Add(c => c.Letter, letter).Add(c => c.Held, held)).Find(".gp");

        Assert.Equal(label, plate.GetAttribute("aria-label"));
        Assert.Equal(text, plate.TextContent);
        Assert.Equal(held, plate.ClassList.Contains("held"));
    }

    [Fact]
    public void Each_severity_has_a_shape_of_its_own()
    {
        var shapes = Enum.GetValues<Severity>().Select(severity => Render<SeverityIcon>(p => p.Add(c => c.Value, severity)).Find("path").GetAttribute("d"));

        Assert.Equal(4, shapes.Distinct().Count());
    }

    [Fact]
    public void Severities_without_findings_are_left_out()
    {
        Assert.Equal(2, Render<SeverityCounts>(p => p.Add(c => c.Critical, 1).Add(c => c.Low, 12)).FindAll(".sev").Count);
        Assert.Contains("none", Render<SeverityCounts>().Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-180, "−1.8", "down")]
    [InlineData(210, "+2.1", "up")]
    [InlineData(0, "0.0 =", "mid")]
    public void A_change_is_signed_and_never_colour_alone(int points, string text, string colour)
    {
        var delta = Render<Delta>(p => p.Add(c => c.Points, points)).Find(".delta");

        Assert.Equal(text, delta.TextContent.Trim());
        Assert.Contains(colour, delta.ClassList);
    }

    [Fact]
    public void A_change_from_nothing_is_a_dash()
    {
        Assert.Empty(Render<Delta>(p => p.Add(c => c.Points, null)).FindAll(".delta"));
    }

    [Fact]
    public void An_image_that_was_not_judged_has_no_number()
    {
        var text = Render<ScoreText>(p => p.Add(c => c.Score, null).Add(c => c.Letter, Grade.None));

        Assert.Contains("none", text.Find(".score-text").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_load_line_says_what_holds_the_letter_and_where_the_fix_goes()
    {
        var line = Render<LoadLine>(p => p.Add(c => c.Score, 6200).Add(c => c.Letter, Grade.D).Add(c => c.HeldTo, Grade.D).Add(c => c.WithFix, 7700));

        Assert.Equal("Score 62.0, grade D, held at D; the number alone would be C; 77.0 with the fix", line.Find("svg").GetAttribute("aria-label"));
        Assert.Equal(5, line.FindAll(".band").Count);
        Assert.Contains(line.FindAll("rect"), rect => rect.GetAttribute("x") == "62%");
        Assert.Contains("77.0 with the fix", line.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_a_score_there_is_the_ruler_without_a_mark()
    {
        var line = Render<LoadLine>(p => p.Add(c => c.Score, null).Add(c => c.Letter, Grade.None));

        Assert.Equal("Grade ruler without a score", line.Find("svg").GetAttribute("aria-label"));
        Assert.DoesNotContain(line.FindAll("rect"), rect => rect.GetAttribute("width") == "3");
    }

    [Theory]
    [InlineData(8500, Grade.A)]
    [InlineData(8499, Grade.B)]
    [InlineData(5500, Grade.C)]
    [InlineData(4500, Grade.D)]
    [InlineData(4499, Grade.F)]
    public void Bands_are_half_open(int score, Grade letter)
    {
        Assert.Equal(letter, GradeBands.Default.Of(score));
    }

    [Fact]
    public void Facts_of_the_day_before_yesterday_are_stale()
    {
        var fresh = Render<AsOf>(p => p.Add(c => c.At, new DateTime(2026, 11, 23, 8, 40, 0, DateTimeKind.Utc)).Add(c => c.Coverage, 9320));
        var old = Render<AsOf>(p => p.Add(c => c.At, new DateTime(2026, 11, 20, 8, 40, 0, DateTimeKind.Utc)));

        Assert.Contains("As of 23 Nov 2026, 08:40 UTC", fresh.Markup, StringComparison.Ordinal);
        Assert.Equal("26 min ago", fresh.Find("time").GetAttribute("title"));
        Assert.DoesNotContain("med", fresh.Find(".asof").ClassList);
        Assert.Contains("med", old.Find(".asof").ClassList);
        Assert.Contains("Nothing crawled yet", Render<AsOf>(p => p.Add(c => c.At, null)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coverage_bar_fills_what_was_judged()
    {
        var bar = Render<CoverageBar>(p => p.Add(c => c.Coverage, 4100));

        Assert.Contains("width:41%", bar.Find(".cov i").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spark_breaks_where_nothing_was_graded()
    {
        var path = Render<Spark>(p => p.Add(c => c.Values, [7000d, 7100d, null, 7000d])).Find("path").GetAttribute("d")!;

        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.Contains("no history yet", Render<Spark>(p => p.Add(c => c.Values, [])).Markup, StringComparison.Ordinal);
    }
}
