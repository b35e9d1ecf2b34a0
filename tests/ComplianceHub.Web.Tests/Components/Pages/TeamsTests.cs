using Bunit;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class TeamsTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void All_six_teams_and_the_pool_of_unowned_images_are_listed()
    {
        var page = Open<Teams>("/teams");

        var names = Texts(page, "#all-teams a.name");
        Assert.Equal(["Checkout", "Data platform", "Fulfilment", "Platform", "Search", "Store systems"], names.Take(6));
        Assert.Equal(7, names.Count);
    }

    [Fact]
    public async Task A_teams_score_is_the_one_its_own_page_has()
    {
        var teams = await Hub<OverviewQueries>().TeamsAsync(12, CancellationToken.None);
        foreach (var team in teams.Where(t => t.TeamId is not null))
        {
            var detail = await Hub<TeamQueries>().GetAsync(team.Slug!, CancellationToken.None);

            Assert.Equal(team.Score, detail!.Overview.Score);
            Assert.Equal(team.Images, detail.Overview.Images);
            Assert.Equal(12, team.Weeks.Count);
        }
    }

    [Fact]
    public async Task What_a_team_loses_sums_to_what_its_score_lacks()
    {
        var losses = await Hub<TeamQueries>().LossesAsync(CancellationToken.None);
        foreach (var team in await Hub<OverviewQueries>().TeamsAsync(12, CancellationToken.None))
        {
            var lost = losses.Where(l => l.Key.TeamId == (team.TeamId ?? 0)).Sum(l => l.Value);

            // Each criterion's mean is rounded down.
            Assert.InRange(10_000 - team.Score.Value!.Value - lost, 0, 15);
        }

        Assert.Equal(7, Open<Teams>("/teams").FindAll(".matrix tbody tr").Count);
    }

    [Theory]
    [InlineData("score")]
    [InlineData("-score")]
    [InlineData("-togo")]
    [InlineData("-name")]
    public void The_pool_of_unowned_images_comes_last_in_every_order(string sort)
    {
        Assert.Equal("Unowned", Texts(Open<Teams>("/teams?sort=" + sort), "#all-teams a.name")[^1]);
    }

    [Fact]
    public void Teams_are_found_by_a_part_of_their_name()
    {
        Assert.Equal(["Data platform", "Platform"], Texts(Open<Teams>("/teams?q=plat"), "#all-teams a.name"));
        Assert.Equal("No team has that name.", Open<Teams>("/teams?q=zzz").Find("#all-teams .state p").TextContent);
    }

    [Fact]
    public async Task The_league_ranks_by_movement_and_never_shows_a_bottom()
    {
        var league = await Hub<TeamQueries>().LeagueAsync(30, CancellationToken.None);

        var page = Open<Teams>("/teams");

        Assert.True(league.TopFive.Count <= 5);
        Assert.Equal(league.TopFive.Select(r => r.Name), Texts(page, "#moved-most a.name"));
        Assert.Equal(league.TopFive.OrderByDescending(r => r.Movement), league.TopFive);
    }
}

public sealed class TeamsOfAnEmptyHubTests(EmptyHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void No_team_owns_an_image_and_the_page_says_where_owners_come_from()
    {
        var page = Open<Teams>("/teams");

        Assert.Equal("No team owns an image yet.", page.Find(".state .say").TextContent);
        Assert.Contains("CODEOWNERS", page.Markup, StringComparison.Ordinal);
    }
}
