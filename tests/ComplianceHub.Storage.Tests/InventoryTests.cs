using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

public sealed class InventoryTests
{
    private const string Text = "FROM alpine:3.20\nUSER 1000\n";
    private static readonly DateTime s_day = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Every_build_target_and_every_registry_repository_is_an_image_once()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", Text).Commit(s_day, "worker/Dockerfile", Text).Commit(s_day, "dev.Dockerfile", Text).Commit(s_day, "tests/Dockerfile", Text);
        await hub.CrawlAsync(connection, [repo], [Shipped.Image("shop/api", "1", s_day), Shipped.Image("mirror/redis", "7", s_day)]);
        var first = await hub.Inventory.RefreshAsync(default);
        var second = await hub.Inventory.RefreshAsync(default);

        await using var db = hub.Db();
        var images = await db.Images.OrderBy(i => i.Name).Select(i => new { i.Name, i.Scope }).ToListAsync();
        Assert.Equal(
            [("a/b", ImageScope.Scored), ("a/b/dev.Dockerfile", ImageScope.Scored), ("a/b/tests", ImageScope.Excluded), ("a/b/worker", ImageScope.Scored), ("mirror/redis", ImageScope.Mirror), ("shop/api", ImageScope.Scored)],
            images.Select(i => (i.Name, i.Scope)));
        Assert.Equal(6, first.New);
        Assert.Equal(new StoreCounts(0, 0, 6), second);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Joining_goes_into_the_elder_and_splitting_restores_both(bool dockerfileFirst)
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", Text);
        var image = Shipped.Image("shop/api", "1", s_day);
        await hub.CrawlAsync(connection, dockerfileFirst ? [repo] : [], dockerfileFirst ? [] : [image]);
        await hub.GradeAsync();
        await hub.CrawlAsync(connection, [repo], [image]);
        await hub.GradeAsync();
        var (built, shipped) = ((await hub.ImageAsync("a/b")).Id, (await hub.ImageAsync("shop/api")).Id);
        var inputs = await hub.Inventory.JoinInputsAsync(default);
        var (repositoryId, targetId) = (inputs.Repositories[0].ImageRepositoryId, inputs.Targets[0].BuildTargetId);

        var joined = await hub.Inventory.LinkAsync(repositoryId, targetId, "label", 90, "Its source label names the repository.", "joiner", default);
        var again = await hub.Inventory.LinkAsync(repositoryId, targetId, "label", 95, "The same, surer.", "joiner", default);
        await hub.GradeAsync();
        var row = await hub.ImageAsync("shop/api");
        var merged = await hub.Get<ImageQueries>().GetAsync(Math.Max(built, shipped), default);
        Assert.Equal((Math.Min(built, shipped), Math.Min(built, shipped)), (joined, again));
        Assert.Equal(joined, row.Id);
        Assert.Equal("label", Assert.Single(merged!.Links).Method);
        Assert.Equal(joined, merged.Id);
        Assert.Equal(targetId, (await hub.Inventory.JoinInputsAsync(default)).Repositories[0].LinkedBuildTargetId);

        await hub.Inventory.UnlinkAsync(repositoryId, "somebody", default);
        await hub.GradeAsync();
        Assert.Equal((built, shipped), ((await hub.ImageAsync("a/b")).Id, (await hub.ImageAsync("shop/api")).Id));
        await using var db = hub.Db();
        Assert.Equal(["image.linked", "image.unlinked"], await db.AuditEntries.Where(a => a.Action.StartsWith("image.")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
        Assert.Equal(2, await db.GradeIntervals.CountAsync(g => g.To == null));
    }

    [Fact]
    public async Task A_repository_that_is_joined_elsewhere_moves_over()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [new Repo("a/a").Commit(s_day, "Dockerfile", Text), new Repo("b/b").Commit(s_day, "Dockerfile", Text)], [Shipped.Image("shop/api", "1", s_day)]);
        await hub.GradeAsync();
        var inputs = await hub.Inventory.JoinInputsAsync(default);
        var repository = inputs.Repositories[0].ImageRepositoryId;
        await hub.Inventory.LinkAsync(repository, inputs.Targets.Single(t => t.Repository == "a/a").BuildTargetId, "name", 30, "A guess.", "joiner", default);
        await hub.Inventory.LinkAsync(repository, inputs.Targets.Single(t => t.Repository == "b/b").BuildTargetId, "label", 90, "Known.", "joiner", default);
        await hub.GradeAsync();

        var page = await hub.Get<ImageQueries>().PageAsync(new ImageFilter(), ImageSort.Name, false, 0, 10, default);
        Assert.Equal(["a/a", "shop/api"], page.Rows.Select(r => r.Name));
    }

    [Fact]
    public async Task Owners_are_assigned_audited_and_shown_with_their_evidence()
    {
        await using var hub = await Hub.OpenAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", Text).Commit(s_day, "CODEOWNERS", "* @acme/checkout\n", kind: FileKind.CodeOwners);
        await hub.CrawlAsync(await hub.ConnectAsync(), [repo]);
        await hub.GradeAsync();
        var input = Assert.Single(await hub.Inventory.OwnershipInputsAsync(default));
        Assert.Equal(("Dockerfile", "* @acme/checkout\n"), (input.Path, Assert.Single(input.CodeOwners).Text));

        var decision = new OwnerDecision(input.ImageId, "checkout", "Checkout", "CODEOWNERS", "CODEOWNERS, line 1");
        Assert.Equal(1, await hub.Inventory.AssignOwnersAsync([decision], "owners", default));
        Assert.Equal(0, await hub.Inventory.AssignOwnersAsync([decision], "owners", default));
        await hub.GradeAsync();

        var detail = await hub.Get<ImageQueries>().GetAsync(input.ImageId, default);
        Assert.Equal(("checkout", "CODEOWNERS", "CODEOWNERS, line 1"), (detail!.TeamSlug, detail.OwnerSource, detail.OwnerEvidence));
        Assert.Equal("checkout", Assert.Single(await hub.Get<OverviewQueries>().TeamsAsync(4, default)).Slug);
        var audit = await hub.Get<InventoryQueries>().AuditAsync($"image/{input.ImageId}", 0, 10, default);
        Assert.Equal("checkout (CODEOWNERS)", Assert.Single(audit.Rows).After);
    }
}
