using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests.Queries;

public sealed class TrendTests
{
    [Fact]
    public async Task A_series_by_deltas_is_what_counting_each_day_gives()
    {
        await using var hub = await Hub.OpenAsync();
        var today = DateOnly.FromDateTime(hub.Now);
        await Gen.Select(Gen.Int[0, 60], Gen.Int[1, 40], Gen.Int[0, 10_000], Gen.Bool).Array[0, 20].SampleAsync(
            async rows =>
            {
                List<GradeInterval> grades;
                await using (var db = hub.Db())
                {
                    await db.GradeIntervals.ExecuteDeleteAsync();
                    await db.Images.ExecuteDeleteAsync();
                    var images = rows.Select(_ => Fleet.Image("x")).ToList();
                    db.Images.AddRange(images);
                    await db.SaveChangesAsync();
                    grades = [.. rows.Select((r, i) => Fleet.Grade(
                        images[i].Id, hub.Now.AddDays(-r.Item1), r.Item2 >= r.Item1 ? null : hub.Now.AddDays(r.Item2 - r.Item1), r.Item3, counts: r.Item4))];
                    db.GradeIntervals.AddRange(grades);
                    await db.SaveChangesAsync();
                }

                foreach (var step in new[] { TrendStep.Day, TrendStep.Week })
                {
                    var trend = await hub.Get<TrendQueries>().OrganisationAsync(new TrendRange(today.AddDays(-45), today, step), default);
                    Assert.Equal(today, trend.Points[^1].Day);
                    Assert.Equal(step == TrendStep.Day ? 46 : 7, trend.Points.Count);
                    foreach (var point in trend.Points)
                    {
                        var standing = grades.Where(g => g.Counts && DateOnly.FromDateTime(g.From) <= point.Day && (g.To is null || DateOnly.FromDateTime(g.To.Value) > point.Day)).ToList();
                        Assert.Equal(new MeanScore(standing.Sum(g => (long)g.Score), standing.Count), point.Score);
                    }
                }
            },
            iter: 30, threads: 1);
    }

    [Fact]
    public async Task An_image_with_several_findings_of_a_rule_fails_it_once()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(hub.Now.AddDays(-5), "Dockerfile", "FROM ubuntu:latest AS a\nFROM debian:latest\nCOPY --from=a /x /x\n")]);
        await hub.GradeAsync();
        var today = DateOnly.FromDateTime(hub.Now);

        var trend = await hub.Get<TrendQueries>().RuleAsync("tag-latest", new TrendRange(today.AddDays(-9), today, TrendStep.Day), default);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], trend.Points.Select(p => p.Failing));
        var criterion = await hub.Get<TrendQueries>().CriterionAsync("no-latest", new TrendRange(today.AddDays(-9), today, TrendStep.Day), default);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], criterion.Points.Select(p => p.Failing));
        Assert.Equal(hub.Now, trend.BackfillEnds);
    }
}
