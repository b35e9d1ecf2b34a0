using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

/// <summary>What runs an Image costs it points, and nobody else.</summary>
public sealed class UsageTests
{
    private const string OnHub = "docker.io/shop/loadtest";

    [Fact]
    public async Task An_image_that_is_run_from_Docker_Hub_loses_the_points_of_no_public_hub_until_it_is_not()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var gitops = new Repo("platform/gitops").Commit(hub.Now, "deploy/x.yaml", "one", kind: FileKind.Kubernetes);
        var web = new Repo("shop/web").Commit(hub.Now, "Dockerfile", "FROM scratch\n");
        await hub.CrawlAsync(connection, [gitops, web], [Shipped.Image("shop/loadtest", "1", hub.Now, "app", registry: "docker.io"), Shipped.Image("shop/other", "2", hub.Now, "app")]);
        await hub.GradeAsync();
        var before = await hub.ImageAsync("shop/loadtest");
        var web0 = await hub.ImageAsync("shop/web");

        await SaveAsync(hub, new FileUsage("shop/loadtest:1", OnHub, "CronJob loadtest", 12), new FileUsage("redis:7", "docker.io/library/redis", "Pod a", 3));
        var result = await hub.GradeAsync();

        Assert.Equal(1, result.Graded);
        var after = await hub.ImageAsync("shop/loadtest");
        Assert.Equal(-500, after.Score - before.Score);
        var finding = Assert.Single((await hub.Get<ImageQueries>().GetAsync(after.Id, default))!.Findings, f => f.Rule == "docker-hub-run");
        Assert.Equal("CronJob loadtest in deploy/x.yaml of platform/gitops pulls shop/loadtest:1 from Docker Hub.", finding.Message);
        Assert.Equal(web0.Score, (await hub.ImageAsync("shop/web")).Score);
        Assert.Equal(0, (await hub.GradeAsync()).Graded);

        gitops.Commit(hub.Now, "deploy/x.yaml", null, kind: FileKind.Kubernetes);
        await hub.CrawlAsync(connection, [gitops, web]);
        await hub.Get<DefinitionStore>().CloseGoneAsync(default);
        await hub.GradeAsync();

        Assert.Equal(before.Score, (await hub.ImageAsync("shop/loadtest")).Score);
    }

    [Fact]
    public async Task The_score_of_the_Dockerfile_alone_knows_nothing_of_what_runs()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("shop/loadtest").Commit(hub.Now, "Dockerfile", "FROM scratch\nUSER 1\n").Commit(hub.Now, "deploy/x.yaml", "one", kind: FileKind.Kubernetes);
        await hub.CrawlAsync(connection, [repo], [Shipped.Image("shop/loadtest", "1", hub.Now, "app", registry: "docker.io")]);
        await hub.Inventory.RefreshAsync(default);
        await using var db = hub.Db();
        await hub.Inventory.LinkAsync(
            await db.ImageRepositories.Select(r => r.Id).SingleAsync(), await db.BuildTargets.Select(t => t.Id).SingleAsync(), "label", 90, "test", "test", default);
        await hub.GradeAsync();
        var declared = (await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("shop/loadtest")).Id, default))!.Score!;

        await SaveAsync(hub, new FileUsage("shop/loadtest:1", OnHub, "Pod x", 1));
        await hub.GradeAsync();

        var score = (await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("shop/loadtest")).Id, default))!.Score!;
        Assert.Equal((declared.Declared, declared.Effective - 500), (score.Declared, score.Effective));
    }

    [Fact]
    public async Task The_list_of_what_runs_holds_other_peoples_images_too()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/b").Commit(hub.Now, "deploy/x.yaml", "one", kind: FileKind.Kubernetes)]);
        await SaveAsync(hub, new FileUsage("redis:7", "docker.io/library/redis", "Pod a", 3), new FileUsage("redis:8", "docker.io/library/redis", "Pod b", 9), new FileUsage("quay.io/x:1", "quay.io/x", "Pod c", 20));

        var page = await hub.Get<InventoryQueries>().RunningImagesAsync(null, 0, 10, default);

        Assert.Equal([("docker.io/library/redis", true, 1), ("quay.io/x", false, 1)], page.Rows.Select(r => (r.Repository, r.IsDockerHub, r.Files)));
        Assert.Equal([new UsageRow("a/b", "deploy/x.yaml", "Pod a", 3, "redis:7"), new UsageRow("a/b", "deploy/x.yaml", "Pod b", 9, "redis:8")], page.Rows[0].Usages);
        Assert.Equal(1, (await hub.Get<InventoryQueries>().RunningImagesAsync("QUAY", 0, 10, default)).Total);
    }

    private static async Task SaveAsync(Hub hub, params FileUsage[] usages)
    {
        await foreach (var files in hub.Get<DefinitionStore>().UnreadAsync(1, 10, default))
        {
            await hub.Get<DefinitionStore>().SaveAsync(1, [.. files.Select(f => new DefinitionFacts(f.RepositoryFileId, f.BlobSha, usages, []))], default);
        }
    }
}
