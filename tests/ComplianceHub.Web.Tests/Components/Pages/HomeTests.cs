using Bunit;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class HomeTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public async Task The_figure_is_the_organisations_score_with_one_decimal()
    {
        var overview = await Hub<OverviewQueries>().GetAsync(null, CancellationToken.None);

        var page = Open<Home>("/");

        Assert.Equal(Display.Score(overview.Score.Value!.Value), page.Find(".figure .big").TextContent);
        Assert.True(overview.Images > 20, "The sample has more than twenty images.");
    }

    [Fact]
    public async Task The_heading_is_the_finding_itself()
    {
        var overview = await Hub<OverviewQueries>().GetAsync(null, CancellationToken.None);
        var ledger = await Hub<OverviewQueries>().LedgerAsync(null, 30, CancellationToken.None);
        var teams = await Hub<OverviewQueries>().TeamsAsync(12, CancellationToken.None);

        Assert.Equal(Headlines.Of(overview, ledger, teams).Title, Open<Home>("/").Find("h1").TextContent);
    }

    [Fact]
    public async Task The_ledgers_parts_sum_to_the_change()
    {
        var ledger = await Hub<OverviewQueries>().LedgerAsync(null, 30, CancellationToken.None);

        Assert.NotNull(ledger);
        Assert.Equal(ledger.ShownEnd - ledger.ShownStart, ledger.Rows.Sum(r => r.Shown));
        Assert.Contains("Why it moved", Texts(Open<Home>("/"), "h2"));
    }

    [Fact]
    public async Task Teams_below_target_are_listed_with_the_farthest_first()
    {
        var teams = await Hub<OverviewQueries>().TeamsAsync(12, CancellationToken.None);
        var expected = teams.Where(t => t.TeamId is not null && t.ToGo > 0).OrderByDescending(t => t.ToGo).Take(5).Select(t => t.Name);

        var page = Open<Home>("/");

        Assert.Equal(expected, page.FindAll("#teams-off-target a.name").Select(a => a.TextContent));
    }

    [Fact]
    public void The_first_render_has_the_numbers_so_that_the_start_of_a_circuit_shows_no_skeleton()
    {
        var page = Open<Home>("/");

        Assert.Equal(1, page.RenderCount);
        Assert.NotEmpty(page.FindAll(".figure"));
    }

    [Fact]
    public void Every_number_of_the_figures_links_to_its_list()
    {
        var page = Open<Home>("/");

        Assert.Contains("/images", page.FindAll("dl.kv a").Select(a => a.GetAttribute("href")));
        Assert.Contains("/images?scope=Excluded", page.FindAll("dl.kv a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task The_export_button_counts_the_rows_of_the_export()
    {
        var rows = 0;
        await foreach (var _ in Hub<FindingQueries>().StreamAsync(new ImageFilter(), CancellationToken.None))
        {
            rows++;
        }

        Assert.Equal($"CSV, {Display.Count(rows, "row")}", Open<Home>("/").Find("a[download]").TextContent);
    }

    [Fact]
    public async Task The_numbers_of_severities_lead_to_their_lists()
    {
        var page = Open<Home>("/");

        var link = page.Find("dl.kv .sev-counts a");
        Assert.Equal("/images?severity=critical", link.GetAttribute("href"));
        Assert.NotEqual(0, (await Hub<ImageQueries>().SummaryAsync(new ImageFilter { Severity = ComplianceHub.Grading.Checklist.Severity.Critical }, CancellationToken.None)).Images);
    }

    [Fact]
    public async Task The_criteria_stand_with_what_they_cost()
    {
        var criteria = await Hub<OverviewQueries>().CriteriaAsync(null, CancellationToken.None);

        var page = Open<Home>("/");

        var worst = criteria.OrderByDescending(c => c.Lost.Value ?? 0).First();
        Assert.Contains(worst.Criterion.Id, Texts(page, "td a.name"));
        Assert.Equal(14, criteria.Count);
    }
}

/// <summary>Prerendering reads, the circuit takes over.</summary>
public sealed class PrerenderedHomeTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void What_was_read_waits_for_the_circuit_under_the_pages_ticket()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        var page = Render<Home>();
        page.WaitForState(() => page.Instance.Ready, TimeSpan.FromSeconds(30));

        Assert.IsType<Home.Data>(Hub<HandOver>().Take(page.Instance.Handed!, Navigation.Uri));
    }

    [Fact]
    public void A_circuit_leaves_nothing_behind()
    {
        Assert.Null(Open<Home>("/").Instance.Handed);
        Assert.Equal(0, Hub<HandOver>().Count);
    }
}

public sealed class HomeOfAnEmptyHubTests(EmptyHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void Nothing_is_graded_yet_and_each_way_to_a_first_score_is_one_click_away()
    {
        var page = Open<Home>("/");

        Assert.Equal("No images yet. Where shall we look?", page.Find("h1").TextContent);
        Assert.Equal(["/sources/new?kind=git", "/sources/new?kind=registry"], page.FindAll(".first-frame a.btn").Select(a => a.GetAttribute("href")));
        Assert.Equal("/setup", page.Find(".todo a.btn").GetAttribute("href"));
        Assert.Contains("6.0 points stay unjudged", page.Find(".todo").TextContent, StringComparison.Ordinal);
    }
}
