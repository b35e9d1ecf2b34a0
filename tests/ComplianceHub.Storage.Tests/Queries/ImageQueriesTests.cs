using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests.Queries;

public sealed class ImageQueriesTests
{
    private static readonly string[] s_texts =
    [
        "FROM ubuntu:latest\nRUN apt-get install curl\n", "FROM alpine:3.20@sha256:" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUSER 1000\n",
        "FROM debian:12-slim\nUSER 1000\n", "FROM scratch\nCOPY a /\nUSER 1000\n", "FROM ${BASE}\n", "FROM ubuntu:latest\nENV DB_PASSWORD=x8Kd-22lq-Zz\n",
    ];

    [Fact]
    public async Task Pages_agree_with_filtering_and_sorting_in_memory()
    {
        await using var hub = await FilledAsync(count: 30);
        await using var db = hub.Db();
        var all = await db.Images.Include(i => i.Team).AsNoTracking().ToListAsync();
        var findings = await db.FindingIntervals.Where(f => f.To == null).AsNoTracking().ToListAsync();
        var filters = new (ImageFilter Filter, Func<Image, bool> Expected)[]
        {
            (new(), _ => true),
            (new() { Text = "TEAM1/" }, i => i.Name.Contains("team1/", StringComparison.Ordinal)),
            (new() { Text = "100%_" }, _ => false),
            (new() { Grades = [Grade.B, Grade.C] }, i => i.Letter is Grade.B or Grade.C),
            (new() { TeamSlug = "team1" }, i => i.Team?.Slug == "team1"),
            (new() { Unowned = true }, i => i.TeamId is null),
            (new() { Rule = "tag-latest" }, i => findings.Exists(f => f.ImageId == i.Id && f.Rule == "tag-latest")),
            (new() { Criterion = "no-latest" }, i => findings.Exists(f => f.ImageId == i.Id && f.Criterion == "no-latest" && f.Points > 0)),
            (new() { Severity = Severity.Critical }, i => i.Critical > 0),
            (new() { Base = "ubuntu:latest" }, i => i.BaseImage == "ubuntu:latest"),
            (new() { Base = "docker.io/library/debian" }, i => i.BaseImage == "debian:12-slim"),
            (new() { Drift = true }, i => i.Drift is not null),
            (new() { Repository = "team1/app4" }, i => i.Name == "team1/app4"),
            (new() { Scope = ImageScope.Excluded }, _ => true),
        };
        foreach (var (filter, expected) in filters)
        {
            var wanted = all.Where(i => i.IsLive && i.Scope == filter.Scope && expected(i)).ToList();
            foreach (var sort in Enum.GetValues<ImageSort>())
            {
                foreach (var descending in new[] { false, true })
                {
                    var rows = new List<ImageRow>();
                    for (var page = 0; page == 0 || rows.Count < wanted.Count; page++)
                    {
                        var answer = await hub.Get<ImageQueries>().PageAsync(filter, sort, descending, page, 7, default);
                        Assert.Equal(wanted.Count, answer.Total);
                        Assert.True(answer.Rows.Count > 0 || wanted.Count == 0);
                        rows.AddRange(answer.Rows);
                        if (answer.Rows.Count == 0)
                        {
                            break;
                        }
                    }

                    Assert.Equal(wanted.Select(i => i.Id).Order(), rows.Select(r => r.Id).Order());
                    AssertSorted(rows, sort, descending);
                }
            }

            var summary = await hub.Get<ImageQueries>().SummaryAsync(filter, default);
            Assert.Equal((wanted.Count, wanted.Sum(i => (long)i.PointsLost)), (summary.Images, summary.PointsLost));
            Assert.True(summary.InWorstFour <= summary.PointsLost);
        }
    }

    [Fact]
    public async Task Exports_hold_every_open_finding_of_the_filtered_images_once()
    {
        await using var hub = await FilledAsync(count: 20);
        await using var db = hub.Db();
        foreach (var filter in new ImageFilter[] { new(), new() { TeamSlug = "team1" }, new() { Rule = "tag-latest" }, new() { Severity = Severity.High } })
        {
            var streamed = new List<ExportRow>();
            await foreach (var row in hub.Get<FindingQueries>().StreamAsync(filter, default))
            {
                streamed.Add(row);
            }

            var paged = new List<ExportRow>();
            long? after = null;
            do
            {
                var page = await hub.Get<FindingQueries>().PageAsync(filter, after, 7, default);
                paged.AddRange(page.Rows);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(streamed, paged);
            Assert.Equal(streamed.Count, await hub.Get<FindingQueries>().CountAsync(filter, default));
            Assert.Equal(streamed.Count, (await hub.Get<FindingQueries>().SeveritiesAsync(filter, default)).All);
            Assert.Equal(streamed.Count, streamed.Select(r => r.FindingId).Distinct().Count());
        }

        var all = await db.FindingIntervals.CountAsync(f => f.To == null && f.Image!.Scope == ImageScope.Scored);
        Assert.Equal(all, await hub.Get<FindingQueries>().CountAsync(new ImageFilter(), default));
    }

    [Fact]
    public async Task The_organisations_numbers_are_the_sums_of_its_images_and_of_its_teams()
    {
        await using var hub = await FilledAsync(count: 30);
        var overview = await hub.Get<OverviewQueries>().GetAsync(null, default);
        var teams = await hub.Get<OverviewQueries>().TeamsAsync(6, default);
        var criteria = await hub.Get<OverviewQueries>().CriteriaAsync(null, default);
        await using var db = hub.Db();
        var counted = await db.Images.Where(i => i.Counts).ToListAsync();

        Assert.Equal(new MeanScore(counted.Sum(i => (long)i.Score!.Value), counted.Count), overview.Score);
        Assert.Equal(overview.Score, teams.Aggregate(default(MeanScore), (a, t) => a + t.Score));
        Assert.Equal(counted.Sum(i => 10_000L - i.Score!.Value), criteria.Sum(c => c.Lost.Sum));
        Assert.Equal(overview.Images, overview.Grades.Sum(g => g.Images));
        Assert.All(teams, t => Assert.Equal(t.Score.Value, t.Weeks[^1]));
        foreach (var team in teams)
        {
            var one = await hub.Get<OverviewQueries>().GetAsync(new TeamScope(team.TeamId), default);
            Assert.Equal((team.Score, team.Images), (one.Score, one.Images));
            Assert.Equal(team.Images, (await hub.Get<TeamQueries>().MatrixAsync(team.TeamId, 0, 100, default)).Total);
        }

        var rules = await hub.Get<RuleQueries>().ListAsync(default);
        foreach (var rule in rules.Where(r => r.Failing > 0))
        {
            var images = await hub.Get<ImageQueries>().PageAsync(new ImageFilter { Rule = rule.Rule.Id }, ImageSort.Name, false, 0, 1, default);
            var detail = await hub.Get<RuleQueries>().GetAsync(rule.Rule.Id, default);
            Assert.Equal((rule.Failing, rule.Failing), (images.Total, detail!.Teams.Sum(t => t.Failing)));
        }
    }

    private static void AssertSorted(List<ImageRow> rows, ImageSort sort, bool descending)
    {
        var keys = rows.Select(r => sort switch
        {
            ImageSort.Score => (IComparable?)r.Score,
            ImageSort.Change => r.Change30,
            ImageSort.Coverage => r.Coverage,
            _ => null,
        }).OfType<IComparable>().ToList();
        Assert.Equal(descending ? keys.OrderDescending() : keys.Order(), keys);
    }

    private static async Task<Hub> FilledAsync(int count)
    {
        var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repositories = Enumerable.Range(0, count).Select(i => new Repo($"team{i % 3}/app{i}")
            .Commit(hub.Now.AddDays(-90 + i), "Dockerfile", s_texts[i % s_texts.Length]).Commit(hub.Now.AddDays(-20 + (i % 15)), "Dockerfile", s_texts[(i * 7 / 3) % s_texts.Length])
            .Commit(hub.Now.AddDays(-3), "examples/Dockerfile", s_texts[0])).ToList();
        await hub.CrawlAsync(connection, repositories, [Shipped.Image("team1/app4", "1.0", hub.Now.AddDays(-2), user: "1000")]);
        await hub.GradeAsync();
        var inputs = await hub.Inventory.JoinInputsAsync(default);
        var target = inputs.Targets.Single(t => t is { Repository: "team1/app4", Path: "Dockerfile" });
        await hub.Inventory.LinkAsync(inputs.Repositories[0].ImageRepositoryId, target.BuildTargetId, "name", 50, "Same name.", "test", default);
        var owners = (await hub.Inventory.OwnershipInputsAsync(default)).Where(o => !o.Image.StartsWith("team2/", StringComparison.Ordinal))
            .Select(o => new OwnerDecision(o.ImageId, o.Image[..5], null, "test", "test")).ToList();
        await hub.Inventory.AssignOwnersAsync(owners, "test", default);
        await hub.GradeAsync();
        return hub;
    }
}
