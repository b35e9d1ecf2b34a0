using System.Diagnostics;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.Registries;
using ComplianceHub.Storage;
using ComplianceHub.TestKit.Registries;

namespace ComplianceHub.Crawling.Tests.Registries;

public sealed class RegistryCallsTests
{
    [Fact]
    public async Task An_unchanged_image_costs_its_tags_page_and_one_HEAD()
    {
        const int images = 100;
        await using var registry = await InMemoryRegistry.StartAsync();
        for (var i = 0; i < images; i++)
        {
            registry[$"team/app-{i}"].Add(new TestImage { Env = [$"NUMBER={i}"] }, "1");
        }

        await using var bench = await RegistryBench.OpenAsync();
        var connector = new RegistryConnector(new HttpPipeline(RegistryBench.Fast, TimeProvider.System), new RegistryOptions(), new KnownArtifacts(), TimeProvider.System);
        async Task<int> CallsAsync()
        {
            registry.Requests.Clear();
            var started = Stopwatch.GetTimestamp();
            var report = await bench.CrawlAsync(connector, new ConnectionDraft("registry", "test", registry.Url, null, null, null, false, true));
            TestContext.Current.TestOutputHelper?.WriteLine($"{images} images: {registry.Requests.Count} calls, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s");
            Assert.Empty(report.Failures);
            return registry.Requests.Count;
        }

        // /v2/ and the catalogue; then tags, HEAD, manifest and config of each.
        Assert.Equal(2 + (4 * images), await CallsAsync());
        Assert.Equal(2 + (2 * images), await CallsAsync());
        Assert.DoesNotContain(registry.Requests, r => r.PathAndQuery.Contains("/blobs/", StringComparison.Ordinal));
    }
}
