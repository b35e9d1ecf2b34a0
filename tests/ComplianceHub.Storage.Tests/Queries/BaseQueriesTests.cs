using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests.Queries;

/// <summary>Who stands on what.</summary>
public sealed class BaseQueriesTests
{
    [Fact]
    public async Task A_base_carries_what_stands_on_it_and_what_stands_on_the_bases_built_from_it()
    {
        await using var hub = await Hub.OpenAsync();
        var bases = new Repo("platform/bases").Commit(hub.Now, "node/Dockerfile", "FROM debian:12\nUSER 1\n");
        var apps = new Repo("shop/apps")
            .Commit(hub.Now, "a/Dockerfile", "FROM golang:1.25 AS build\nFROM registry.example.org/base/node:22\n")
            .Commit(hub.Now, "b/Dockerfile", "FROM registry.example.org/base/node:22\n")
            .Commit(hub.Now, "c/Dockerfile", "FROM debian:12\n");
        await hub.CrawlAsync(await hub.ConnectAsync(), [bases, apps], [Shipped.Image("base/node", "22", hub.Now, "app")]);
        await hub.Inventory.RefreshAsync(default);
        await using (var db = hub.Db())
        {
            var target = await db.BuildTargets.Where(t => t.Source!.Path == "node/Dockerfile").Select(t => t.Id).SingleAsync();
            await hub.Inventory.LinkAsync(await db.ImageRepositories.Select(r => r.Id).SingleAsync(), target, "label", 90, "test", "test", default);
        }

        await hub.GradeAsync();
        var rows = (await hub.Get<BaseQueries>().ReadAsync(default)).Rows;

        Assert.Equal(["debian:12", "registry.example.org/base/node:22", "golang:1.25"], rows.Select(r => r.Reference));
        var (debian, node, go) = (rows[0], rows[1], rows[2]);
        Assert.Equal((2, 4, 0), (debian.Shipped, debian.Carried, debian.Building));
        Assert.Equal((2, 2), (node.Shipped, node.Carried));
        Assert.Equal((0, 0, 1), (go.Shipped, go.Carried, go.Building));
        Assert.Equal("debian:12", node.Upstream?.Reference);
        Assert.Equal(BaseOrigin.BuiltHere, node.Origin?.Origin);
        Assert.Equal(("Debian 12", new DateOnly(2028, 6, 30)), (node.System, node.Lifetime!.EndsOn));
        Assert.Equal(2000, debian.Lost);
    }

    [Fact]
    public async Task An_image_pinned_to_another_digest_than_the_tag_has_now_is_behind()
    {
        await using var hub = await Hub.OpenAsync();
        var now = Shipped.Image("base/node", "22", hub.Now, "app");
        var digest = now.Facts.Tags[0].Digest;
        var apps = new Repo("shop/apps")
            .Commit(hub.Now, "a/Dockerfile", $"FROM registry.example.org/base/node:22@{digest}\n")
            .Commit(hub.Now, "b/Dockerfile", $"FROM registry.example.org/base/node:22@sha256:{new string('0', 64)}\n")
            .Commit(hub.Now, "c/Dockerfile", "FROM registry.example.org/base/node:22\n");
        await hub.CrawlAsync(await hub.ConnectAsync(), [apps], [now]);
        await hub.GradeAsync();

        var row = Assert.Single((await hub.Get<BaseQueries>().ReadAsync(default)).Rows);
        Assert.Equal((3, 2, 1), (row.Shipped, row.Digests, row.Behind));
        Assert.Equal(hub.Now, row.BuiltAt);
        Assert.Equal(3, (await hub.Get<ImageQueries>().PageAsync(new ImageFilter { StandsOn = row.Name }, ImageSort.Name, false, 0, 10, default)).Total);
    }

    [Fact]
    public async Task A_mirrored_base_is_what_it_mirrors()
    {
        await using var hub = await Hub.OpenAsync();
        var apps = new Repo("shop/apps").Commit(hub.Now, "Dockerfile", "FROM registry.example.org/mirror/node:22-bookworm\n");
        await hub.CrawlAsync(await hub.ConnectAsync(), [apps], [Shipped.Image("mirror/redis", "7", hub.Now)]);
        await hub.GradeAsync();

        var row = Assert.Single((await hub.Get<BaseQueries>().ReadAsync(default)).Rows);
        Assert.Equal((BaseOrigin.Mirrored, "Node.js"), (row.Origin!.Origin, row.Lifetime!.Product));
    }
}
