using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Storage.Tests.Queries;

public sealed class LeagueTests
{
    [Fact]
    public async Task Movement_is_debt_burned_drawn_to_the_organisations_mean()
    {
        await using var hub = await Hub.OpenAsync();
        await AddAsync(hub, 1, "a", [(5000, 7000), (6000, 6000)]);
        await AddAsync(hub, 2, "b", [(8000, 8500)]);
        var league = await hub.Get<TeamQueries>().LeagueAsync(30, default);

        // Debt 5,000 + 4,000 + 2,000 of three Images, burned 2,000 + 500.
        const double Mean = 11_000 / 3.0;
        const double Ratio = 2_500 / 11_000.0;
        var a = league.Rows.Single(r => r.Slug == "a");
        Assert.Equal((9_000, 2_000, 2), (a.DebtBefore, a.Burned, a.ComparedImages));
        Assert.Equal((2_000 + (5 * Mean * Ratio)) / (9_000 + (5 * Mean)), a.Movement, 12);
        Assert.Equal(["b", "a"], league.TopFive.Select(r => r.Slug));
        Assert.Equal("a", league.MostImproved?.Slug);
        Assert.Equal([LeagueBand.AtTarget, LeagueBand.OnTheWay], league.Rows.Select(r => r.Band));
    }

    [Fact]
    public async Task Padding_with_clean_images_changes_no_ones_movement()
    {
        await using var plain = await Hub.OpenAsync();
        await using var padded = await Hub.OpenAsync();
        foreach (var hub in new[] { plain, padded })
        {
            await AddAsync(hub, 1, "a", [(5000, 7000), .. Enumerable.Repeat((10_000, 10_000), hub == padded ? 50 : 0)]);
            await AddAsync(hub, 2, "b", [(4000, 4500)]);
        }

        Assert.Equal(await MovementsAsync(plain), await MovementsAsync(padded));
    }

    [Fact]
    public async Task A_new_policy_moves_nobody()
    {
        await using var hub = await Hub.OpenAsync();
        await AddAsync(hub, 1, "a", [(5000, 9000)], policyAfter: 2);
        await AddAsync(hub, 2, "b", [(5000, 5100)]);
        var league = await hub.Get<TeamQueries>().LeagueAsync(30, default);

        Assert.Equal(0, league.Rows.Single(r => r.Slug == "a").Burned);
        Assert.Equal(["b"], league.TopFive.Select(r => r.Slug));
    }

    private static async Task<string> MovementsAsync(Hub hub) =>
        string.Join(' ', (await hub.Get<TeamQueries>().LeagueAsync(30, default)).Rows.OrderBy(r => r.Slug).Select(r => $"{r.Slug} {r.Movement}"));

    private static async Task AddAsync(Hub hub, int team, string slug, (int Before, int After)[] scores, int policyAfter = 1)
    {
        await using var db = hub.Db();
        db.Teams.Add(new Team { Id = team, Slug = slug, Name = slug });
        await db.SaveChangesAsync();
        foreach (var (before, after) in scores)
        {
            var image = Fleet.Image("x", team);
            (image.Counts, image.Score, image.RawScore) = (true, after, after);
            db.Images.Add(image);
            await db.SaveChangesAsync();
            db.GradeIntervals.AddRange(
                Fleet.Grade(image.Id, hub.Now.AddDays(-90), hub.Now.AddDays(-10), before, team),
                Fleet.Grade(image.Id, hub.Now.AddDays(-10), null, after, team, content: "new|", policy: policyAfter));
        }

        await db.SaveChangesAsync();
    }
}
