using Bunit;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;
using ScoreText = ComplianceHub.Web.Components.Controls.ScoreText;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class ImagesTests(SampleHub hub) : PageTest(hub.Folders)
{
    private const string Names = "tbody a.name";

    [Fact]
    public void A_page_has_25_images_and_says_how_many_there_are()
    {
        var page = Open<Images>("/images");

        Assert.Equal(25, page.FindAll("tbody tr").Count);
        Assert.StartsWith("1 to 25 of ", page.Find(".pager .mid").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pages_together_hold_each_image_once()
    {
        var first = Texts(Open<Images>("/images?sort=name"), Names).ToList();
        var second = Texts(Open<Images>("/images?sort=name&page=2"), Names).ToList();

        var names = first.Concat(second).ToList();
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public async Task The_team_in_the_address_filters_rows_and_export_alike()
    {
        var expected = await Hub<ImageQueries>().PageAsync(new ImageFilter { TeamSlug = "checkout" }, ImageSort.Name, false, 0, 100, CancellationToken.None);

        var page = Open<Images>("/images?sort=name&team=checkout");

        Assert.Equal(expected.Rows.Select(r => r.Name), Texts(page, Names));
        Assert.Contains("checkout/api", Texts(page, Names));
        Assert.Equal("/api/v1/findings.csv?team=checkout", page.Find(".act > a.btn").GetAttribute("href"));
    }

    [Theory]
    [InlineData("grade=D")]
    [InlineData("severity=critical")]
    [InlineData("drift=1")]
    [InlineData("unowned=1")]
    [InlineData("criterion=non-root")]
    [InlineData("q=weights")]
    [InlineData("scope=Excluded")]
    [InlineData("grade=B&grade=C&team=fulfilment")]
    public void Every_filter_finds_something_in_the_sample_and_less_than_all(string filter)
    {
        var page = Open<Images>("/images?" + filter);

        Assert.NotEmpty(page.FindAll("tbody tr"));
        Assert.DoesNotContain("1 to 25 of 4", page.Find(".pager .mid").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_heads_sort_and_their_links_keep_the_filter()
    {
        var page = Open<Images>("/images?team=checkout&sort=score");

        var head = page.Find("th[aria-sort]");
        Assert.Equal("ascending", head.GetAttribute("aria-sort"));
        Assert.Equal("/images?team=checkout&sort=-score", head.QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("score")]
    [InlineData("-score")]
    public async Task Scores_are_in_order(string sort)
    {
        var rows = await Hub<ImageQueries>().PageAsync(new ImageFilter(), ImageSort.Score, sort.StartsWith('-'), 0, 25, CancellationToken.None);

        var page = Open<Images>("/images?sort=" + sort);

        Assert.Equal(rows.Rows.Select(r => r.Name), Texts(page, Names));
        var scores = rows.Rows.Select(r => r.Score).OfType<int>().ToList();
        Assert.Equal(sort.StartsWith('-') ? scores.OrderDescending() : scores.Order(), scores);
    }

    [Fact]
    public void Moving_to_another_filter_on_the_open_page_reads_again()
    {
        var page = Open<Images>("/images");

        Navigation.NavigateTo("/images?q=weights");

        page.WaitForAssertion(() => Assert.Equal(["fulfilment/weights"], Texts(page, Names)));
    }

    [Fact]
    public void The_views_say_how_many_they_hold()
    {
        foreach (var view in Open<Images>("/images").FindAll(".views a"))
        {
            var count = view.QuerySelector("b")!.TextContent;
            var listed = Open<Images>(view.GetAttribute("href")!);

            Assert.Equal($"{view.GetAttribute("href")}: {count}", $"{view.GetAttribute("href")}: {Total(listed)}");
        }
    }

    [Theory]
    [InlineData("rule=digest-missing", "rule: digest-missing")]
    [InlineData("drift=1", "drift")]
    [InlineData("base=scratch", "base: scratch")]
    public void A_filter_that_only_links_set_is_seen_and_can_be_removed(string filter, string text)
    {
        var page = Open<Images>("/images?" + filter);

        var chip = Assert.Single(page.FindAll("a.chip.on"));
        Assert.Equal((text, "/images"), (chip.TextContent.Trim(), chip.GetAttribute("href")));
    }

    [Fact]
    public void A_number_without_a_letter_is_not_bold()
    {
        var text = Render<ScoreText>(p => p.Add(c => c.Score, 8800).Add(c => c.Letter, Grade.None));

        Assert.Equal("88.0", text.Find(".dim").TextContent);
        Assert.Empty(text.FindAll("b"));
        Assert.NotEmpty(text.FindAll(".gp.N"));
    }

    [Fact]
    public void A_filter_that_finds_nothing_offers_to_be_cleared()
    {
        var page = Open<Images>("/images?q=no-such-image");

        Assert.Equal("No image matches.", page.Find(".state .say").TextContent);
        Assert.Equal("/images", page.Find(".state a.btn").GetAttribute("href"));
    }

    [Fact]
    public void The_filter_that_is_set_stands_as_a_chip_that_removes_it()
    {
        var page = Open<Images>("/images?grade=D");

        Assert.Contains(page.FindAll("a.chip"), chip => chip.TextContent.Contains("grade: D", StringComparison.Ordinal) && chip.GetAttribute("href") == "/images");
    }

    [Fact]
    public async Task A_letter_is_written_beside_every_score()
    {
        var rows = await Hub<ImageQueries>().PageAsync(new ImageFilter(), ImageSort.Name, false, 0, 25, CancellationToken.None);

        Open<Images>("/images?sort=name");

        Assert.All(rows.Rows.Where(r => r.Letter != Grade.None), row => Assert.NotNull(row.Score));
    }

    // "All 5, by …" or "1 to 25 of 59, by …".
    private static string Total(IRenderedComponent<Images> page)
    {
        return page.Find(".pager .mid").TextContent.Split(',')[0].Split(' ')[^1];
    }
}

public sealed class ImagesOfAnEmptyHubTests(EmptyHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void There_is_no_image_nothing_to_filter_and_connecting_a_source_is_one_click_away()
    {
        var page = Open<Images>("/images");

        Assert.Equal("No image is here yet.", page.Find(".state .say").TextContent);
        Assert.Equal("/sources/new", page.Find(".state a.btn").GetAttribute("href"));
        Assert.Empty(page.FindAll(".filters, .views, .act > *"));
    }
}
