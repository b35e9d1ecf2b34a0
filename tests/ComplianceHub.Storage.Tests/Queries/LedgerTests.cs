using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests.Queries;

public sealed class LedgerTests
{
    private static readonly Gen<(int Day, int Score, int Gap, int Team, int Policy, bool Counts, bool Backfilled)[]> s_image =
        Gen.Select(Gen.Int[-50, -1], Gen.Int[0, 10_000], Gen.Int[0, 5], Gen.Int[1, 2], Gen.Int[1, 2], Gen.Bool, Gen.Bool).Array[0, 5];

    [Fact]
    public async Task The_parts_sum_exactly_to_the_change_and_the_shown_parts_to_the_shown_change()
    {
        await using var hub = await WithTeamsAsync();
        await s_image.Array[1, 8].SampleAsync(
            async fleet =>
            {
                await WriteAsync(hub, fleet, lost: 0);
                foreach (var ledger in await LedgersAsync(hub))
                {
                    Assert.Equal(0, OffBy(ledger));
                    Assert.Equal(ledger.ShownEnd - ledger.ShownStart, ledger.Rows.Sum(r => r.Shown));
                    Assert.Equal(ledger.Start.Value / 10, ledger.ShownStart);
                }
            },
            iter: 40, threads: 1);
    }

    [Fact]
    public async Task One_point_that_no_cause_owns_is_noticed()
    {
        await using var hub = await WithTeamsAsync();
        await WriteAsync(hub, [[(-40, 5_000, 0, 1, 1, true, false), (-10, 6_000, 0, 1, 1, true, false)]], lost: 1);

        Assert.All(await LedgersAsync(hub), ledger => Assert.NotEqual(0, OffBy(ledger)));
    }

    [Fact]
    public async Task What_happened_while_an_image_was_away_is_the_fleets()
    {
        await using var hub = await WithTeamsAsync();
        await WriteAsync(hub, [[(-40, 5_000, 2, 1, 1, true, false), (-10, 6_000, 0, 1, 1, true, false)]], lost: 0);

        Assert.Equal([(LedgerCause.Fleet, 100)], (await LedgersAsync(hub))[0].Rows.Where(r => r.Shown != 0).Select(r => (r.Cause, r.Shown)));
    }

    [Fact]
    public async Task From_drawn_history_to_the_first_grade_new_knowledge_is_told_from_new_code()
    {
        await using var hub = await Hub.OpenAsync();
        await using var db = hub.Db();
        db.Images.Add(Fleet.Image("x"));
        await db.SaveChangesAsync();
        var id = (await db.Images.SingleAsync()).Id;
        db.GradeIntervals.AddRange(
            Fleet.Grade(id, hub.Now.AddDays(-40), hub.Now.AddDays(-10), 6000, content: "old|", backfilled: true),
            Fleet.Grade(id, hub.Now.AddDays(-10), null, 6400, content: "new|sha256:1", evidence: Evidence.Declared | Evidence.Shipped, declared: 7000));
        await db.SaveChangesAsync();

        var ledger = await hub.Get<OverviewQueries>().LedgerAsync(null, 30, default);
        Assert.Equal([(LedgerCause.Code, 100), (LedgerCause.Evidence, -60)], ledger!.Rows.Where(r => r.Shown != 0).Select(r => (r.Cause, r.Shown)));
    }

    [Fact]
    public async Task Who_comes_and_who_goes_is_the_fleet()
    {
        await using var hub = await Hub.OpenAsync();
        await using var db = hub.Db();
        var images = new[] { Fleet.Image("stays"), Fleet.Image("comes"), Fleet.Image("goes") };
        db.Images.AddRange(images);
        await db.SaveChangesAsync();
        db.GradeIntervals.AddRange(
            Fleet.Grade(images[0].Id, hub.Now.AddDays(-40), null, 8000),
            Fleet.Grade(images[1].Id, hub.Now.AddDays(-5), null, 6000),
            Fleet.Grade(images[2].Id, hub.Now.AddDays(-40), hub.Now.AddDays(-5), 4000));
        await db.SaveChangesAsync();

        var ledger = await hub.Get<OverviewQueries>().LedgerAsync(null, 30, default);
        var fleet = Assert.Single(ledger!.Rows, r => r.Shown != 0);
        Assert.Equal((LedgerCause.Fleet, 100, 1, 1), (fleet.Cause, fleet.Shown, fleet.Up, fleet.Down));
    }

    private static async Task<Hub> WithTeamsAsync()
    {
        var hub = await Hub.OpenAsync();
        await using var db = hub.Db();
        db.Teams.AddRange(new Team { Id = 1, Slug = "a", Name = "A" }, new Team { Id = 2, Slug = "b", Name = "B" });
        await db.SaveChangesAsync();
        return hub;
    }

    /// <param name="lost">Basis points of each step that no part owns.</param>
    private static async Task WriteAsync(Hub hub, (int Day, int Score, int Gap, int Team, int Policy, bool Counts, bool Backfilled)[][] fleet, int lost)
    {
        await using var db = hub.Db();
        await db.GradeIntervals.ExecuteDeleteAsync();
        await db.Images.ExecuteDeleteAsync();
        foreach (var steps in fleet)
        {
            var image = db.Images.Add(Fleet.Image("x")).Entity;
            await db.SaveChangesAsync();
            var ordered = steps.DistinctBy(s => s.Day).OrderBy(s => s.Day).ToList();
            var first = ordered.FindIndex(s => !s.Backfilled);
            db.GradeIntervals.AddRange(ordered.Select((s, i) =>
            {
                var next = i + 1 < ordered.Count ? hub.Now.AddDays(ordered[i + 1].Day) : (DateTime?)null;
                var delta = i == 0 ? 0 : s.Score - ordered[i - 1].Score - lost;
                var change = new ScoreChange(delta / 2, delta / 3, -delta / 5, delta - (delta / 2) - (delta / 3) - (-delta / 5));
                return Fleet.Grade(
                    image.Id, hub.Now.AddDays(s.Day), next?.AddHours(-s.Gap), s.Score, s.Team, s.Counts, $"{s.Policy}|", Evidence.Declared, Math.Max(0, s.Score - 500), s.Policy,
                    change, backfilled: i < first);
            }));
        }

        await db.SaveChangesAsync();
    }

    private static async Task<List<Ledger>> LedgersAsync(Hub hub)
    {
        var ledgers = new List<Ledger?>();
        foreach (var scope in new TeamScope?[] { null, new TeamScope(1), new TeamScope(2) })
        {
            ledgers.Add(await hub.Get<OverviewQueries>().LedgerAsync(scope, 30, default));
        }

        await using var db = hub.Db();
        foreach (var image in await db.Images.Select(i => i.Id).ToListAsync())
        {
            ledgers.Add(await hub.Get<OverviewQueries>().ImageLedgerAsync(image, 30, default));
        }

        return [.. ledgers.OfType<Ledger>()];
    }

    private static int OffBy(Ledger ledger) => ledger.Rows.Aggregate(Fraction.Zero, (a, r) => a + r.Exact)
        .CompareTo(Fraction.Of(ledger.End.Sum, ledger.End.Count) - Fraction.Of(ledger.Start.Sum, ledger.Start.Count));
}
