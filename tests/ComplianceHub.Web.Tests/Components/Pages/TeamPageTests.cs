using Bunit;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class TeamPageTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public async Task The_heading_says_how_far_the_team_is_from_its_target()
    {
        var team = await Hub<TeamQueries>().GetAsync("fulfilment", CancellationToken.None);

        Assert.Equal(Headlines.OfTeam("Fulfilment", team!.Overview, team.Target), OpenTeam("fulfilment").Find("h1").TextContent);
    }

    [Fact]
    public async Task The_matrix_has_each_image_of_the_team_and_its_rows_sum_to_what_the_image_lost()
    {
        var team = await Hub<TeamQueries>().GetAsync("fulfilment", CancellationToken.None);
        var matrix = await Hub<TeamQueries>().MatrixAsync(team!.TeamId, 0, 25, CancellationToken.None);

        var page = OpenTeam("fulfilment");

        Assert.Equal(matrix.Rows.Select(r => r.Image), Texts(page, ".matrix tbody a.name"));
        Assert.Equal(14, page.FindAll(".matrix thead .turn").Count);
        Assert.All(matrix.Rows.Where(r => r.Score is not null), row => Assert.Equal(10_000 - row.Score, row.Lost.Values.Sum(lost => lost ?? 0)));
    }

    [Fact]
    public void Every_link_of_the_page_stays_inside_the_team()
    {
        var page = OpenTeam("checkout");

        Assert.All(
            page.FindAll("a[href^='/images?']").Select(a => a.GetAttribute("href")),
            href => Assert.Contains("team=checkout", href, StringComparison.Ordinal));
    }

    [Fact]
    public void A_team_that_is_not_known_says_so_and_links_back()
    {
        var page = OpenTeam("nobody");

        Assert.Equal("No such team", page.Find("h1").TextContent);
        Assert.Equal("/teams", page.Find(".state a.btn").GetAttribute("href"));
    }

    private IRenderedComponent<TeamPage> OpenTeam(string slug)
    {
        return Open<TeamPage>("/teams/" + slug, p => p.Add(c => c.Slug, slug));
    }
}
