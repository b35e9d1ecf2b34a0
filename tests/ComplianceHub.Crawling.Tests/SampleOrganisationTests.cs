using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests;

/// <summary>The sample organisation by the path that a new installation takes.</summary>
public sealed class SampleOrganisationTests
{
    [Fact]
    public async Task It_is_crawled_with_its_history_and_every_Dockerfile_gets_the_owner_its_README_promises()
    {
        await using var bench = await CrawlBench.StartAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var imported = await FastExportImport.RunAsync(
            Path.Combine(Checkout.Root, "data/sample-org/repositories"), bench.Folder["work"], TestContext.Current.CancellationToken);
        Assert.Equal((21, 0), (imported.Imported.Count, imported.Failures.Count));
        await bench.Get<Inventory>().SaveTeamsAsync(
            [("checkout", "Checkout"), ("fulfilment", "Fulfilment"), ("search", "Search"), ("data-platform", "Data platform"), ("store-systems", "Store systems"), ("platform", "Platform")],
            TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync("folder", bench.Folder["work"], withHistory: true);

        var result = await bench.CrawlAsync(connection);

        Assert.Equal((CrawlOutcome.Complete, null, 21), (result.Outcome, result.Message, result.Read));
        Assert.Empty(await bench.FailuresAsync(result.RunId));
        var owners = await OwnersAsync(bench);
        Assert.Equal("checkout", owners["checkout/payments Dockerfile"]);
        Assert.Equal("checkout", owners["platform/monorepo services/cart/Dockerfile"]);
        Assert.Equal("search", owners["search/relevance Dockerfile"]);
        Assert.Equal("search", owners["search/indexer Containerfile"]);
        Assert.Equal("data-platform", owners["search/relevance notebooks/Dockerfile"]);
        Assert.Equal("store-systems", owners["store-systems/price-tags api/Dockerfile"]);
        Assert.Equal("fulfilment", owners["fulfilment/route-planner Dockerfile"]);
        Assert.Equal(
            ["labs/hackday-bot", "legacy/intranet", "legacy/intranet wiki", "platform/monorepo services/recommendations", "store-systems/price-tags firmware", "tools/loadtest"],
            owners.Where(o => o.Value is null).Select(o => o.Key[..o.Key.LastIndexOfAny([' ', '/'])].Split(" cron")[0]).Distinct().Order(StringComparer.Ordinal));

        Assert.Equal(
            ["checkout/payments docker/Dockerfile.worker replay", "platform/base-images python/Dockerfile build", "platform/monorepo services/suggest/Dockerfile worker"],
            owners.Keys.Where(k => k.Split(' ').Length > 2).Order(StringComparer.Ordinal));
        Assert.Equal("search", owners["platform/monorepo services/suggest/Dockerfile worker"]);

        Assert.Equal(new StoreCounts(0, 0, 21), (await bench.CrawlAsync(connection)).Counts);
    }

    private static Task<Dictionary<string, string?>> OwnersAsync(CrawlBench bench) => bench.QueryAsync(c => c.Images
        .Where(i => i.BuildTarget != null && i.BuildTarget.Source!.GoneAt == null)
        .Select(i => new { i.BuildTarget!.Source!.Repository!.Name, i.BuildTarget.Source.Path, i.BuildTarget.Target, Team = i.Team == null ? null : i.Team.Slug })
        .ToDictionaryAsync(i => $"{i.Name} {i.Path} {i.Target}".TrimEnd(), i => i.Team, TestContext.Current.CancellationToken));
}
