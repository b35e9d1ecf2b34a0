using CsCheck;

namespace ComplianceHub.Web.Tests;

public sealed class DisplayTests
{
    [Theory]
    [InlineData(7140, "71.4")]
    [InlineData(8499, "84.9")]
    [InlineData(10000, "100.0")]
    [InlineData(0, "0.0")]
    public void A_score_is_cut_to_one_decimal_and_never_rounded_over_a_boundary(int score, string text)
    {
        Assert.Equal(text, Display.Score(score));
    }

    [Theory]
    [InlineData(-180, "−1.8 ▼")]
    [InlineData(210, "+2.1 ▲")]
    [InlineData(0, "0.0 =")]
    [InlineData(-4, "0.0 =")]
    public void A_change_has_a_true_minus_and_an_arrow(int points, string text)
    {
        Assert.Equal(text, Display.Delta(points));
    }

    [Fact]
    public void Shown_parts_sum_to_the_shown_total()
    {
        Check.Sample(Gen.Int[-2000, 2000].Array[1, 8], parts =>
        {
            var total = (int)Math.Round(parts.Sum() / 10.0);
            var shown = Display.Parts(parts, total);
            return shown.Sum() == total && shown.Zip(parts).All(pair => Math.Abs((pair.First * 10) - pair.Second) <= 20);
        });
    }

    [Theory]
    [InlineData(9320, "93.2\u2009%")]
    [InlineData(10000, "100\u2009%")]
    [InlineData(9999, "99.9\u2009%")]
    public void A_percentage_has_a_thin_space_and_is_cut(int basisPoints, string text)
    {
        Assert.Equal(text, Display.Percent(basisPoints));
    }

    [Theory]
    [InlineData(412_000_000, "412 MB")]
    [InlineData(1_400_000_000, "1.4 GB")]
    [InlineData(999_999, "1.0 MB")]
    [InlineData(900, "900 B")]
    [InlineData(-77_000_000, "−77 MB")]
    public void Bytes_are_decimal(long bytes, string text)
    {
        Assert.Equal(text, Display.Bytes(bytes));
    }

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(26, "26 min ago")]
    [InlineData(60 * 5, "5 h ago")]
    [InlineData(60 * 24 * 41, "41 d ago")]
    [InlineData(60 * 24 * 400, "19 Oct 2025")]
    public void An_age_past_a_year_is_a_date(int minutes, string text)
    {
        var now = new DateTime(2026, 11, 23, 9, 6, 0, DateTimeKind.Utc);
        Assert.Equal(text, Display.Age(now.AddMinutes(-minutes), now));
    }

    [Fact]
    public void Dates_and_counts_are_written_the_same_everywhere()
    {
        Assert.Equal("23 Nov 2026", Display.Date(new DateOnly(2026, 11, 23)));
        Assert.Equal("23 Nov 2026, 08:40 UTC", Display.Moment(new DateTime(2026, 11, 23, 8, 40, 0, DateTimeKind.Utc)));
        Assert.Equal("1,284 images", Display.Count(1284, "image"));
        Assert.Equal("1 image", Display.Count(1, "image"));
        Assert.Equal("3.5", Display.ShortPoints(350));
        Assert.Equal("15", Display.ShortPoints(1500));
    }

    [Theory]
    [InlineData("sha256:9f31c07a5d2b4e8f", "sha256:9f31c07a…")]
    [InlineData("sha256:9f31", "sha256:9f31")]
    public void A_digest_keeps_its_algorithm_and_eight_characters(string digest, string text)
    {
        Assert.Equal(text, Display.Digest(digest));
    }
}
