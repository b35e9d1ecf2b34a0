using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Crawling.Joining;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.Joining;

/// <summary>The sample organisation's images find the Dockerfiles that its README names, and no others.</summary>
public sealed class SampleOrganisationJoinTests
{
    [Fact]
    public async Task Every_image_is_joined_as_the_README_says()
    {
        await using var bench = await CrawlBench.StartAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var cancellationToken = TestContext.Current.CancellationToken;
        await FastExportImport.RunAsync(Checkout.Path("data/sample-org/repositories"), bench.Folder["work"], cancellationToken);
        var folder = new ConnectionDraft("folder", "repositories", bench.Folder["work"], "git.fjellby.example", null, null, false, false);
        await bench.CrawlAsync(await bench.Get<ConnectionStore>().SaveAsync(folder, "test", cancellationToken));
        var draft = new ConnectionDraft("oci-layout", "images", Checkout.Path("data/sample-org/images"), "registry.fjellby.example", null, null, false, false);
        var images = await bench.Get<ConnectionStore>().SaveAsync(draft, "test", cancellationToken);
        var result = await bench.CrawlAsync(images);
        Assert.Null(result.Message);

        var links = await LinksAsync(bench);
        Assert.Equal("label checkout/payments Dockerfile", links["checkout/payments"]);
        Assert.Equal("label checkout/api Dockerfile", links["checkout/api"]);
        Assert.Equal("label checkout/storefront Dockerfile", links["checkout/storefront"]);
        Assert.Equal("label platform/monorepo services/cart/Dockerfile", links["checkout/cart"]);
        Assert.Equal("name fulfilment/label-printer Dockerfile", links["fulfilment/label-printer"]);
        Assert.Equal("label fulfilment/warehouse src/PickList/Dockerfile", links["fulfilment/pick-list"]);
        Assert.Equal("label fulfilment/warehouse src/SlotBooking/Dockerfile", links["fulfilment/slot-booking"]);
        Assert.Equal("label fulfilment/warehouse src/CarrierHub/Dockerfile", links["fulfilment/carrier-hub"]);
        Assert.Equal("label fulfilment/weights Dockerfile", links["fulfilment/weights"]);
        Assert.Equal("label search/indexer Containerfile", links["search/indexer"]);
        Assert.Equal("label search/query-service Dockerfile", links["search/query-service"]);
        Assert.Equal("label search/relevance Dockerfile", links["search/relevance"]);
        Assert.Equal("label data-platform/pipelines airflow/Dockerfile", links["data-platform/airflow"]);
        Assert.Equal("label store-systems/pos-terminal Dockerfile", links["store-systems/pos-terminal"]);
        Assert.Equal("label store-systems/edge-gateway Dockerfile", links["store-systems/edge-gateway"]);
        Assert.Equal("label platform/monorepo services/suggest/Dockerfile worker", links["search/suggest-worker"]);
        Assert.All(links.Where(l => l.Key.StartsWith("base/", StringComparison.Ordinal) && l.Key != "base/php"), l => Assert.StartsWith("label platform/base-images", l.Value));
        Assert.All(
            (string[])["data-platform/report-mailer", "store-systems/till-legacy", "store-systems/kiosk-ui", "labs/price-scraper", "mirror/redis", "base/php", "checkout/receipts"],
            name => Assert.Equal("own", links[name].Split(' ')[0]));

        // Again, nothing moves.
        await bench.Get<JoinStep>().RunAsync(cancellationToken);
        Assert.Equal(links, await LinksAsync(bench));
    }

    private static Task<Dictionary<string, string>> LinksAsync(CrawlBench bench) => bench.QueryAsync(async c =>
    {
        var links = await c.ImageLinks.Select(l => new { l.ImageRepository!.Name, l.Method, l.ImageId }).ToListAsync(TestContext.Current.CancellationToken);
        var sources = await c.Images.Where(i => i.BuildTarget != null)
            .Select(i => new { i.Id, Source = i.BuildTarget!.Source!.Repository!.Name + " " + i.BuildTarget.Source.Path + (i.BuildTarget.Target == null ? "" : " " + i.BuildTarget.Target) })
            .ToDictionaryAsync(i => i.Id, i => i.Source, TestContext.Current.CancellationToken);
        return links.ToDictionary(l => l.Name, l => l.Method == "own" ? "own" : $"{l.Method} {sources.GetValueOrDefault(l.ImageId)}");
    });
}
