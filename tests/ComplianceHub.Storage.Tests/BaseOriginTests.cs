using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

/// <summary>Where own bases come from, and that trouble of ours is never held against an author.</summary>
public sealed class BaseOriginTests
{
    private const string Criterion = "own-registry";

    [Fact]
    public async Task A_base_is_not_collected_until_every_source_was_read_and_an_outage_afterwards_changes_nothing()
    {
        await using var hub = await Hub.OpenAsync();
        var (registry, git, other) = (await hub.ConnectAsync("registry"), await hub.ConnectAsync("git"), await hub.ConnectAsync("other"));
        var app = new Repo("shop/web").Commit(hub.Now, "Dockerfile", "FROM registry.example.org/base/node:22\nUSER 1\n");
        await hub.CrawlAsync(registry, [], [Shipped.Image("base/node", "22", hub.Now, "app")]);
        await hub.CrawlAsync(git, [app]);
        await EndAsync(hub, other, CrawlOutcome.Failed);
        Assert.Equal((BaseOrigin.NotCollected, false, 0), await OriginAsync(hub));

        await EndAsync(hub, other, CrawlOutcome.Complete, failures: 1);
        Assert.Equal((BaseOrigin.NotCollected, false, 0), await OriginAsync(hub));

        await hub.CrawlAsync(other, [new Repo("shop/other").Commit(hub.Now, "Dockerfile", "FROM scratch\n")]);
        Assert.Equal((BaseOrigin.Unknown, true, 600), await OriginAsync(hub));

        hub.Clock.Advance(TimeSpan.FromDays(1));
        await EndAsync(hub, git, CrawlOutcome.Failed);
        await EndAsync(hub, other, CrawlOutcome.Complete, failures: 3);
        Assert.Equal((BaseOrigin.Unknown, true, 600), await OriginAsync(hub));
    }

    [Fact]
    public async Task A_base_that_came_after_the_last_good_run_is_not_collected_and_one_that_is_joined_is_built_here_whatever_fails()
    {
        await using var hub = await Hub.OpenAsync();
        var (registry, git) = (await hub.ConnectAsync("registry"), await hub.ConnectAsync("git"));
        var app = new Repo("shop/web").Commit(hub.Now, "Dockerfile", "FROM registry.example.org/base/node:22\nUSER 1\n").Commit(hub.Now, "base/Dockerfile", "FROM scratch\n");
        await hub.CrawlAsync(git, [app]);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.CrawlAsync(registry, [], [Shipped.Image("base/node", "22", hub.Now, "app")]);
        Assert.Equal((BaseOrigin.NotCollected, false, 0), await OriginAsync(hub));

        await using var db = hub.Db();
        var target = await db.BuildTargets.Where(t => t.Source!.Path == "base/Dockerfile").Select(t => t.Id).SingleAsync();
        await hub.Inventory.LinkAsync(await db.ImageRepositories.Select(r => r.Id).SingleAsync(), target, "label", 90, "test", "test", default);
        await EndAsync(hub, git, CrawlOutcome.Failed);
        Assert.Equal((BaseOrigin.BuiltHere, true, 0), await OriginAsync(hub));
    }

    [Theory]
    [InlineData("registry.example.org/base/missing:1", BaseOrigin.NotCollected)]
    [InlineData("registry.example.org/base/mirror/node:1", BaseOrigin.Mirrored)]
    [InlineData("registry.example.org/mirror/node:1", BaseOrigin.Mirrored)]
    [InlineData("registry.example.org/elsewhere/node:1", null)]
    [InlineData("quay.io/base/node:1", null)]
    public async Task What_begins_like_a_crawled_repository_is_ones_own(string reference, BaseOrigin? expected)
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(
            await hub.ConnectAsync(), [new Repo("shop/web").Commit(hub.Now, "Dockerfile", $"FROM {reference}\n")],
            [Shipped.Image("base/node", "22", hub.Now), Shipped.Image("mirror/node", "1", hub.Now)]);
        await hub.GradeAsync();

        Assert.Equal(expected, (await hub.Get<BaseQueries>().ReadAsync(default)).Rows.Single().Origin?.Origin);
    }

    private static async Task<(BaseOrigin? Origin, bool Judged, int Penalty)> OriginAsync(Hub hub)
    {
        await hub.GradeAsync();
        var image = await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("shop/web")).Id, default);
        var criterion = image!.Criteria.Single(c => c.Criterion.Id == Criterion);
        return (Assert.Single(image.Bases).Origin?.Origin, criterion.Judged, criterion.Penalty);
    }

    private static async Task EndAsync(Hub hub, int connection, CrawlOutcome outcome, int failures = 0)
    {
        var run = await hub.Store.BeginRunAsync(connection, default);
        for (var i = 0; i < failures; i++)
        {
            await hub.Store.RecordFailureAsync(run, "some/repository", FailureKind.HostError, "It did not answer.", default);
        }

        await hub.Store.EndRunAsync(run, outcome, null, default);
    }
}
