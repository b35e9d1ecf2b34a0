using Bunit;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class SourcesTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void Both_sources_of_the_sample_are_complete()
    {
        Assert.Equal([CrawlOutcome.Complete, CrawlOutcome.Complete], hub.Crawls.Select(c => c.Outcome));

        var page = Open<Sources>("/sources");

        Assert.Equal(["git.fjellby.example", "registry.fjellby.example"], Texts(page, "tbody td:first-child > b").Where(t => t.Contains("fjellby", StringComparison.Ordinal)));
        Assert.Equal(["complete", "complete"], Texts(page, "td .tag"));
    }

    [Fact]
    public async Task What_failed_stands_with_its_reason_and_what_helps()
    {
        var failures = await Hub<SourceQueries>().FailuresAsync(null, null, 0, 50, CancellationToken.None);

        var page = Open<Sources>("/sources");

        Assert.NotEqual(0, failures.Total);
        Assert.All(failures.Rows, row => Assert.Contains(row.Item, Texts(page, "#failed-items td.mono")));
        Assert.Contains(FailureText.TitleOf(FailureKind.IntegrityMismatch), Texts(page, "#failures td > b"));
        Assert.Contains(failures.Rows, row => row.Item.Contains("kiosk-ui", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_of_failures_leads_to_those_items()
    {
        var link = Open<Sources>("/sources").Find("td[data-label=Failures] a").GetAttribute("href")!;

        var page = Open<Sources>(link);

        Assert.EndsWith("#failed-items", link, StringComparison.Ordinal);
        Assert.Contains("registry.fjellby.example", page.Find("#failed-items a.chip.on").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("#failed-items tbody tr"));
        Assert.Empty(Open<Sources>("/sources?source=999").FindAll("#failed-items tbody tr"));
    }

    [Fact]
    public void Crawl_now_puts_the_source_into_the_queue()
    {
        var page = Open<Sources>("/sources");

        page.Find("tbody button").Click();

        var waiting = Assert.Single(Hub<CrawlQueue>().States);
        Assert.Equal(CrawlPhase.Waiting, waiting.Phase);
        Assert.Equal(["waiting", "complete"], Texts(page, "td .tag"));
        Assert.True(page.Find("tbody button").HasAttribute("disabled"));
    }

    [Fact]
    public void No_source_shows_where_its_secret_is_kept()
    {
        var page = Open<Sources>("/sources");

        Assert.Empty(PlantedSecrets.In(page.Markup));
    }
}

/// <summary>These change what is stored, and so have a copy of their own.</summary>
public sealed class ConfirmedAbsenceTests : PageTest
{
    private readonly TemporaryFolder _folder;

    public ConfirmedAbsenceTests(SampleHub hub)
        : this(hub, new TemporaryFolder())
    {
    }

    private ConfirmedAbsenceTests(SampleHub hub, TemporaryFolder folder)
        : base(hub.CopyTo(folder.Path))
    {
        _folder = folder;
    }

    [Fact]
    public async Task What_two_sweeps_did_not_see_goes_when_somebody_confirms_it()
    {
        var source = (await Hub<SourceQueries>().ListAsync(CancellationToken.None)).Single(s => s.Kind == "folder");
        for (var sweep = 0; sweep < 2; sweep++)
        {
            await Hub<FactStore>().EndRunAsync(await Hub<FactStore>().BeginRunAsync(source.ConnectionId, CancellationToken.None), CrawlOutcome.Complete, null, CancellationToken.None);
        }

        var page = Open<Sources>("/sources");
        Assert.Contains($"{source.Things} of {source.Things} were not seen in two sweeps.", page.Markup, StringComparison.Ordinal);
        await page.FindAll("button").Single(b => b.TextContent == "They are gone").ClickAsync(new());

        Assert.Equal((0, 0), (await Hub<SourceQueries>().ListAsync(CancellationToken.None)).Where(s => s.Kind == "folder").Select(s => (s.Things, s.Absent)).Single());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}

public sealed class SourcesOfAnEmptyHubTests(EmptyHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void No_source_is_connected_and_adding_one_is_one_click_away()
    {
        var page = Open<Sources>("/sources");

        Assert.Equal("No source is connected yet.", page.Find(".state .say").TextContent);
        Assert.Equal("/sources/new", page.Find(".state a.btn").GetAttribute("href"));
    }
}
