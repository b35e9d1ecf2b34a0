using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests.Queries;

public sealed class LedgerTests
{
    private static readonly Gen<(int Day, int Score, int Content, int Evidence, int Team, int Policy, bool Counts)[]> s_image =
        Gen.Select(Gen.Int[-50, -1], Gen.Int[0, 10_000], Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[1, 2], Gen.Bool).Array[0, 5];

    [Fact]
    public async Task The_parts_sum_exactly_to_the_change_and_the_shown_parts_to_the_shown_change()
    {
        await using var hub = await Hub.OpenAsync();
        await using (var db = hub.Db())
        {
            db.Teams.AddRange(new Team { Id = 1, Slug = "a", Name = "A" }, new Team { Id = 2, Slug = "b", Name = "B" });
            await db.SaveChangesAsync();
        }

        await s_image.Array[1, 8].SampleAsync(
            async fleet =>
            {
                await using (var db = hub.Db())
                {
                    await db.GradeIntervals.ExecuteDeleteAsync();
                    await db.Images.ExecuteDeleteAsync();
                    foreach (var steps in fleet)
                    {
                        var image = db.Images.Add(Fleet.Image("x")).Entity;
                        await db.SaveChangesAsync();
                        var ordered = steps.DistinctBy(s => s.Day).OrderBy(s => s.Day).ToList();
                        db.GradeIntervals.AddRange(ordered.Select((s, i) => Fleet.Grade(
                            image.Id, hub.Now.AddDays(s.Day), i + 1 < ordered.Count ? hub.Now.AddDays(ordered[i + 1].Day) : null, s.Score, s.Team, s.Counts, $"{s.Content}|",
                            (Evidence)s.Evidence, Math.Max(0, s.Score - 500), s.Policy)));
                    }

                    await db.SaveChangesAsync();
                }

                foreach (var scope in new TeamScope?[] { null, new TeamScope(1), new TeamScope(2) })
                {
                    var ledger = await hub.Get<OverviewQueries>().LedgerAsync(scope, 30, default);
                    if (ledger is null)
                    {
                        continue;
                    }

                    var sum = ledger.Rows.Aggregate(Fraction.Zero, (a, r) => a + r.Exact);
                    var change = Fraction.Of(ledger.End.Sum, ledger.End.Count) - Fraction.Of(ledger.Start.Sum, ledger.Start.Count);
                    Assert.Equal(0, sum.CompareTo(change));
                    Assert.Equal(ledger.ShownEnd - ledger.ShownStart, ledger.Rows.Sum(r => r.Shown));
                    Assert.Equal(ledger.Start.Value / 10, ledger.ShownStart);
                }
            },
            iter: 40, threads: 1);
    }

    [Fact]
    public async Task New_evidence_is_told_from_new_code()
    {
        await using var hub = await Hub.OpenAsync();
        await using var db = hub.Db();
        db.Images.Add(Fleet.Image("x"));
        await db.SaveChangesAsync();
        var id = (await db.Images.SingleAsync()).Id;
        db.GradeIntervals.AddRange(
            Fleet.Grade(id, hub.Now.AddDays(-40), hub.Now.AddDays(-10), 6000, content: "old|"),
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
}
