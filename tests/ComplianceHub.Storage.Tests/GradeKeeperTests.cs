using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

public sealed class GradeKeeperTests
{
    private const string Poor = "FROM ubuntu:latest\nRUN apt-get update && apt-get install -y curl\n";
    private const string Better = "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y curl\nUSER 1000\n";
    private static readonly DateTime s_day = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Grading_again_changes_nothing()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        await hub.CrawlAsync(connection, [new Repo("a/b").Commit(s_day, "Dockerfile", Poor).Commit(s_day.AddDays(9), "Dockerfile", Better)], [Shipped.Image("x/y", "1", s_day)]);
        var first = await hub.GradeAsync();
        var before = await SnapshotAsync(hub);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        var second = await hub.GradeAsync();

        Assert.Equal((2, 2, 0), (first.Looked, first.Graded, first.Failed));
        Assert.Equal((2, 0, 0), (second.Looked, second.Graded, second.Changed));
        Assert.Equal(before, await SnapshotAsync(hub));
    }

    [Fact]
    public async Task A_grade_is_what_rules_and_formula_say_of_the_stored_text()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(s_day, "Dockerfile", Poor)]);
        await hub.GradeAsync();
        var policy = await hub.Get<PolicyStore>().CurrentAsync(default);
        var subject = GradingSubject.OfDockerfile(new BuildTargetFacts("Dockerfile", Dockerfiles.Dockerfile.Parse(Poor), null, Repo.Sha(Poor)));
        var expected = ScoreCalculator.Calculate(RuleCatalog.Evaluate(subject, policy), policy);

        var detail = await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("a/b")).Id, default);

        Assert.Equal((expected.Effective, expected.Raw, expected.Letter, expected.Coverage), (detail!.Score!.Effective, detail.Score.Raw, detail.Score.Letter, detail.Score.Coverage));
        Assert.Equal(expected.Criteria.Select(c => (c.Criterion, c.Penalty, c.Judged)), detail.Criteria.Select(c => (c.Criterion, c.Penalty, c.Judged)));
        Assert.Equal(10_000 - expected.Effective, detail.Criteria.Sum(c => c.Penalty));
        Assert.Equal(
            expected.Criteria.SelectMany(c => c.Findings).Select(f => (f.Finding.Fingerprint, f.Points, f.Gain)).Order(),
            detail.Findings.Select(f => (f.Fingerprint, f.Points, f.Gain)).Order());
        Assert.Equal(Poor, detail.Dockerfile!.MaskedText);
    }

    [Fact]
    public async Task A_regrade_equals_a_fresh_grade()
    {
        await using var old = await Hub.OpenAsync();
        var connection = await old.ConnectAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", Poor);
        await old.CrawlAsync(connection, [repo]);
        await old.GradeAsync();
        old.Clock.Advance(TimeSpan.FromDays(1));
        await old.CrawlAsync(connection, [repo.Commit(old.Now, "Dockerfile", Better)]);
        await old.GradeAsync();
        await using var fresh = await Hub.OpenAsync();
        await fresh.CrawlAsync(await fresh.ConnectAsync(), [repo]);
        await fresh.GradeAsync();

        Assert.Equal(await ResultAsync(fresh), await ResultAsync(old));
    }

    [Fact]
    public async Task What_lies_before_the_first_grading_is_drawn_and_marked()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(s_day, "Dockerfile", Poor).Commit(s_day.AddDays(9), "Dockerfile", Better)]);
        await hub.GradeAsync();

        await using var db = hub.Db();
        var grades = await db.GradeIntervals.OrderBy(g => g.From).ToListAsync();
        Assert.Equal([(s_day, true), (s_day.AddDays(9), true), (hub.Now, false)], grades.Select(g => (g.From, g.Backfilled)));
        Assert.True(grades[0].Score < grades[1].Score);
        Assert.Equal(grades[1].Score, grades[2].Score);
        var fromBeginning = await db.FindingIntervals.Where(f => f.From == s_day && f.To == null).CountAsync();
        var repaired = await db.FindingIntervals.Where(f => f.From == s_day && f.To == s_day.AddDays(9)).Select(f => f.Rule).ToListAsync();
        Assert.True(fromBeginning > 0);
        Assert.Contains("tag-latest", repaired);
    }

    [Fact]
    public async Task A_finding_that_comes_back_keeps_its_id_and_says_so()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", Poor);
        foreach (var text in new[] { Poor, Better, Poor })
        {
            await hub.CrawlAsync(connection, [repo.Commit(hub.Now, "Dockerfile", text)]);
            await hub.GradeAsync();
            hub.Clock.Advance(TimeSpan.FromDays(1));
        }

        await using var db = hub.Db();
        var rows = await db.FindingIntervals.Where(f => f.Rule == "tag-latest").OrderBy(f => f.From).ToListAsync();
        Assert.Equal([false, true], rows.Select(r => r.Returned));
        Assert.Single(rows.Select(r => r.FindingId).Distinct());
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_never_lowers_a_score_and_stops_nobody()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(s_day, "Dockerfile", Poor), new Repo("c/d").Commit(s_day, "Dockerfile", Better)]);
        await hub.GradeAsync();
        var before = await hub.ImageAsync("a/b");
        await using (var db = hub.Db())
        {
            await db.Blobs.Where(b => b.Key == Repo.Sha(Poor)).ExecuteDeleteAsync();
        }

        await hub.Get<PolicyStore>().PublishAsync(Policy.Default with { DisabledRules = ["tag-latest"] }, "test", null, default);
        var result = await hub.GradeAsync();

        Assert.Equal((1, 1), (result.Failed, result.Graded));
        Assert.Equal(before.Score, (await hub.ImageAsync("a/b")).Score);
    }

    [Fact]
    public async Task A_new_policy_grades_everything_anew_and_the_ledger_calls_it_policy()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(hub.Now.AddDays(-60), "Dockerfile", Better)]);
        await hub.GradeAsync();
        hub.Clock.Advance(TimeSpan.FromDays(40));
        var policy = await hub.Get<PolicyStore>().CurrentAsync(default);
        var budgets = policy.Budgets.SetItem("digest-pin", 1600).SetItem("no-secrets", 500);
        await hub.Get<PolicyStore>().PublishAsync(policy with { Budgets = budgets }, "test", "Pins matter more.", default);
        await hub.GradeAsync();

        var ledger = await hub.Get<OverviewQueries>().LedgerAsync(null, 30, default);
        Assert.Equal(-1000, ledger!.End.Value - ledger.Start.Value);
        Assert.Equal(-100, ledger.Rows.Single(r => r.Shown != 0).Shown);
        Assert.Equal(LedgerCause.Policy, ledger.Rows.Single(r => r.Shown != 0).Cause);
    }

    [Fact]
    public async Task An_image_that_left_is_graded_no_more_and_comes_back_as_itself()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", Better);
        await hub.CrawlAsync(connection, [repo]);
        await hub.GradeAsync();
        var id = (await hub.ImageAsync("a/b")).Id;
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.CrawlAsync(connection, [repo.Commit(hub.Now, "Dockerfile", null)]);
        await hub.GradeAsync();
        await using (var db = hub.Db())
        {
            Assert.Equal(0, await db.GradeIntervals.CountAsync(g => g.To == null) + await db.FindingIntervals.CountAsync(f => f.To == null));
        }

        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.CrawlAsync(connection, [repo.Commit(hub.Now, "Dockerfile", Better)]);
        await hub.GradeAsync();
        Assert.Equal(id, (await hub.ImageAsync("a/b")).Id);
    }

    [Fact]
    public async Task Shipped_evidence_stands_beside_what_the_dockerfile_alone_would_score()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(s_day, "Dockerfile", Better)], [Shipped.Image("a/b", "1.2", s_day, user: "root")]);
        await hub.GradeAsync();
        var alone = (await hub.Get<ImageQueries>().PageAsync(new ImageFilter(), ImageSort.Name, false, 0, 10, default)).Rows.Single(r => r.Tag is null);
        var inputs = await hub.Inventory.JoinInputsAsync(default);
        await hub.Inventory.LinkAsync(inputs.Repositories[0].ImageRepositoryId, inputs.Targets[0].BuildTargetId, "name", 40, "Same name.", "test", default);
        await hub.GradeAsync();

        var detail = await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("a/b")).Id, default);
        Assert.True(detail!.Score!.AsShipped);
        Assert.Equal(alone.Score, detail.Score.Declared);
        Assert.Contains("non-root", detail.Score.Drift, StringComparison.Ordinal);
        Assert.True(detail.Score.Effective < detail.Score.Declared);
        Assert.Equal("1.2", detail.Shipped!.Tag);
        Assert.Equal(12_000_000, detail.Shipped.CompressedSize);
    }

    [Fact]
    public async Task Intervals_of_any_history_follow_each_other_and_never_overlap()
    {
        string?[] texts = [Poor, Better, "FROM scratch\nCOPY a /\n", "FROM ${BASE}\n", "nonsense", null];
        await Gen.Select(Gen.Int[0, 5].Array[1, 6], Gen.Int[0, 5].Array[1, 4]).SampleAsync(
            async (past, future) =>
            {
                await using var hub = await Hub.OpenAsync();
                var connection = await hub.ConnectAsync();
                var repo = new Repo("a/b");
                for (var i = 0; i < past.Length; i++)
                {
                    repo.Commit(s_day.AddDays(i), "Dockerfile", texts[past[i]]);
                }

                foreach (var next in future)
                {
                    await hub.CrawlAsync(connection, [repo]);
                    await hub.GradeAsync();
                    hub.Clock.Advance(TimeSpan.FromHours(20));
                    repo.Commit(hub.Now, "Dockerfile", texts[next]);
                }

                await using var db = hub.Db();
                AssertApart((await db.GradeIntervals.ToListAsync()).Select(g => (g.ImageId.ToString(), g.From, g.To)));
                AssertApart((await db.CriterionIntervals.ToListAsync()).Select(c => ($"{c.ImageId} {c.Criterion}", c.From, c.To)));
                AssertApart((await db.FindingIntervals.ToListAsync()).Select(f => (f.FindingId, f.From, f.To)));
                AssertApart((await db.DockerfileVersions.ToListAsync()).Select(v => (v.SourceId.ToString(), v.From, v.To)));
                foreach (var grade in await db.GradeIntervals.ToListAsync())
                {
                    var criteria = await db.CriterionIntervals.Where(c => c.ImageId == grade.ImageId && c.From <= grade.From && (c.To == null || c.To > grade.From)).ToListAsync();
                    Assert.Equal(10_000 - grade.Score, criteria.Sum(c => c.Penalty));
                }
            },
            iter: 15, threads: 1);
    }

    private static void AssertApart(IEnumerable<(string Key, DateTime From, DateTime? To)> intervals)
    {
        foreach (var one in intervals.GroupBy(i => i.Key))
        {
            var ordered = one.OrderBy(i => i.From).ToList();
            Assert.All(ordered, i => Assert.True(i.To is null || i.To > i.From, $"{i.Key} is empty"));
            Assert.All(ordered.Zip(ordered.Skip(1)), p => Assert.True(p.First.To is not null && p.First.To <= p.Second.From, $"{p.First.Key} overlaps"));
        }
    }

    private static async Task<string> ResultAsync(Hub hub)
    {
        var detail = await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("a/b")).Id, default);
        return $"{detail!.Score!.Effective} {detail.Score.Letter} {detail.Score.Coverage} {string.Join(',', detail.Criteria.Select(c => c.Penalty))} "
            + string.Join(',', detail.Findings.Select(f => $"{f.Fingerprint} {f.Points} {f.Line}").Order(StringComparer.Ordinal));
    }

    private static async Task<string> SnapshotAsync(Hub hub)
    {
        await using var db = hub.Db();
        return string.Join('\n',
        [
            .. (await db.GradeIntervals.ToListAsync()).Select(g => $"{g.Id} {g.From} {g.To} {g.Score} {g.Content}"),
            .. (await db.FindingIntervals.ToListAsync()).Select(f => $"{f.Id} {f.FindingId} {f.From} {f.To} {f.Points}"),
            .. (await db.CriterionIntervals.ToListAsync()).Select(c => $"{c.Id} {c.Criterion} {c.From} {c.To} {c.Penalty}"),
            .. (await db.Images.ToListAsync()).Select(i => $"{i.Id} {i.Name} {i.Score} {i.GradedAt} {i.GradedInputs} {i.Scope}"),
        ]);
    }
}
