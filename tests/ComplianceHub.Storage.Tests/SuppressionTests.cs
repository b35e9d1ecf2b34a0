using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Storage.Tests;

/// <summary>Comments of Dockerfiles that suppress findings.</summary>
public sealed class SuppressionTests
{
    private const string Plain = "FROM ubuntu:latest\nUSER 1000\n";
    private const string Commented = "# compliancehub ignore=tag-latest until=2026-12-01 the mirror comes in December\n" + Plain;

    [Fact]
    public async Task A_comment_that_the_policy_allows_waives_and_its_reason_is_on_the_page_and_in_the_export()
    {
        await using var hub = await AllowingAsync(Commented);

        var image = (await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("a/b")).Id, default))!;
        var finding = image.Findings.Single(f => f.Rule == "tag-latest");
        var expected = new WaiverRow("inline:compliancehub", "the mirror comes in December", "policy v2", new DateTime(2026, 12, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal((FindingStatus.Waived, 0, expected), (finding.Status, finding.Points, finding.Waiver));
        Assert.Equal((900, expected.EndsAt), (image.Score!.Effective - image.Score.Raw, image.Score.EndsAt));
        Assert.All(image.Findings.Where(f => f.Rule != "tag-latest"), f => Assert.Null(f.Waiver));

        var row = (await hub.Get<FindingQueries>().PageAsync(new ImageFilter { Rule = "tag-latest" }, null, 10, default)).Rows.Single();
        Assert.Equal((FindingStatus.Waived, expected), (row.Status, row.Waiver));
    }

    [Fact]
    public async Task Under_the_first_policy_it_is_listed_and_changes_nothing()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(hub.Now, "Dockerfile", Commented), new Repo("c/d").Commit(hub.Now, "Dockerfile", Plain)]);
        await hub.GradeAsync();

        Assert.Equal((await hub.ImageAsync("c/d")).Score, (await hub.ImageAsync("a/b")).Score);
        var image = (await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("a/b")).Id, default))!;
        Assert.Null(image.Score!.EndsAt);
        Assert.Equal(FindingStatus.Open, image.Findings.Single(f => f.Rule == "tag-latest").Status);
        Assert.Equal(1, image.Findings.Single(f => f.Rule == "inline-ignore").Line);
    }

    [Fact]
    public async Task The_day_after_its_last_the_image_is_graded_again_without_a_crawl_and_the_ledger_calls_it_waivers()
    {
        await using var hub = await AllowingAsync(Commented);
        hub.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal((0, 0), ((await hub.GradeAsync()).Graded, (await hub.GradeAsync()).Changed));
        var before = (await hub.ImageAsync("a/b")).Score;
        hub.Clock.Advance(TimeSpan.FromDays(1));
        var result = await hub.GradeAsync();

        Assert.Equal((1, 1, -900), (result.Graded, result.Changed, (await hub.ImageAsync("a/b")).Score - before));
        Assert.Equal(0, (await hub.GradeAsync()).Graded);
        var image = (await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("a/b")).Id, default))!;
        Assert.Equal((FindingStatus.Open, null, null), (image.Findings.Single(f => f.Rule == "tag-latest").Status, image.Findings.Single(f => f.Rule == "tag-latest").Waiver, image.Score!.EndsAt));
        var ledger = await hub.Get<OverviewQueries>().LedgerAsync(null, 5, default);
        Assert.Equal((LedgerCause.Waivers, -90), ledger!.Rows.Where(r => r.Shown != 0).Select(r => (r.Cause, r.Shown)).Single());
    }

    [Fact]
    public async Task The_same_text_in_two_places_is_waived_in_both()
    {
        await using var hub = await AllowingAsync(Commented, Commented);

        Assert.Equal((await hub.ImageAsync("a/b")).Score, (await hub.ImageAsync("c/d")).Score);
        Assert.Equal(2, (await hub.Get<FindingQueries>().PageAsync(new ImageFilter { Rule = "tag-latest" }, null, 10, default)).Rows.Count(r => r.Status == FindingStatus.Waived));
    }

    /// <summary>A hub whose second policy lets our own comments count, with these Dockerfiles in a/b and c/d.</summary>
    private static async Task<Hub> AllowingAsync(params string[] texts)
    {
        var hub = await Hub.OpenAsync();
        var policy = await hub.Get<PolicyStore>().CurrentAsync(default);
        await hub.Get<PolicyStore>().PublishAsync(policy with { Suppressions = new SuppressionPolicy { Dialects = [InlineIgnoreDialect.ComplianceHub] } }, "test", null, default);
        await hub.CrawlAsync(await hub.ConnectAsync(), texts.Zip(["a/b", "c/d"], (text, name) => new Repo(name).Commit(hub.Now, "Dockerfile", text)));
        await hub.GradeAsync();
        return hub;
    }
}
