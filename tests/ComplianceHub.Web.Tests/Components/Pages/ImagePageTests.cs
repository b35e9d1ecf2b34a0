using Bunit;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class ImagePageTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public async Task The_sentence_says_score_letter_and_what_holds_it_down()
    {
        var image = await FindAsync("checkout/api");

        var sentence = OpenImage(image.Id).Find(".verdict .say").TextContent;

        Assert.StartsWith($"{Display.Score(image.Score!.Effective)} · {image.Score.Letter}", sentence, StringComparison.Ordinal);
        Assert.Contains("held at D by 1 critical", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_finding_of_the_text_stands_on_its_line()
    {
        var image = await FindAsync("checkout/api");
        var page = OpenImage(image.Id);

        foreach (var finding in image.Findings.Where(f => f.Line is not null))
        {
            var row = page.Find("#f-" + finding.FindingId[..12]);
            var line = row.PreviousElementSibling!;
            while (!line.ClassList.Contains("ln"))
            {
                line = line.PreviousElementSibling!;
            }

            Assert.Equal($"L{finding.EndLine ?? finding.Line}", line.Id);
            Assert.Contains("f", line.ClassList);
        }
    }

    [Fact]
    public async Task Points_lost_sum_to_a_hundred_less_the_score_for_every_image()
    {
        var images = await Hub<ImageQueries>().PageAsync(new ImageFilter(), ImageSort.Name, false, 0, 500, CancellationToken.None);
        foreach (var row in images.Rows)
        {
            var image = await Hub<ImageQueries>().GetAsync(row.Id, CancellationToken.None);

            Assert.NotNull(image?.Score);
            Assert.Equal(10_000 - image.Score.Effective, image.Criteria.Sum(c => c.Penalty));
            Assert.Equal(10_000 - image.Score.Effective, image.Findings.Sum(f => f.Points));
            Assert.Equal(row.Score, image.Score.Counts ? image.Score.Effective : row.Score);
        }
    }

    [Fact]
    public async Task The_best_next_fix_shows_what_the_score_becomes_and_its_diff()
    {
        var image = await FindAsync("fulfilment/label-printer");

        var page = OpenImage(image.Id);

        Assert.NotEmpty(page.FindAll("#best-next-fix .fix, #best-next-fix .diff"));
        Assert.Contains("data-copy", page.Find("#best-next-fix").InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_image_shows_a_character_of_a_planted_secret()
    {
        var queries = Hub<ImageQueries>();
        foreach (var scope in Enum.GetValues<ComplianceHub.Storage.Entities.ImageScope>())
        {
            var images = await queries.PageAsync(new ImageFilter { Scope = scope }, ImageSort.Name, false, 0, 500, CancellationToken.None);
            foreach (var row in images.Rows)
            {
                using var page = OpenImage(row.Id);
                Assert.Empty(PlantedSecrets.In(page.Markup));
                Assert.Null(page.Instance.Failure);
            }
        }
    }

    [Fact]
    public async Task A_drift_is_said_and_costs_nothing()
    {
        var drifted = await Hub<ImageQueries>().PageAsync(new ImageFilter { Drift = true }, ImageSort.Name, false, 0, 10, CancellationToken.None);

        Assert.NotEmpty(drifted.Rows);
        Assert.Contains("Drift in", OpenImage(drifted.Rows[0].Id).Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exemplary_image_has_nothing_critical_and_an_honest_sentence()
    {
        var image = await FindAsync("fulfilment/weights");

        Assert.DoesNotContain("held at", OpenImage(image.Id).Find(".verdict .say").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, image.Findings.Count(f => f.Severity >= ComplianceHub.Grading.Checklist.Severity.High));
    }

    [Fact]
    public void An_image_that_is_not_known_says_so_and_links_back()
    {
        var page = OpenImage(999_999);

        Assert.Equal("No such image", page.Find("h1").TextContent);
        Assert.Equal("/images", page.Find(".state a.btn").GetAttribute("href"));
    }

    private IRenderedComponent<ImagePage> OpenImage(long id)
    {
        return Open<ImagePage>($"/images/{id}", p => p.Add(c => c.Id, id));
    }

    private async Task<ImageDetail> FindAsync(string name)
    {
        var found = await Hub<ImageQueries>().PageAsync(new ImageFilter { Text = name }, ImageSort.Name, false, 0, 10, CancellationToken.None);
        var image = await Hub<ImageQueries>().GetAsync(found.Rows.First(r => r.Name == name).Id, CancellationToken.None);
        Assert.NotNull(image);
        return image;
    }
}
