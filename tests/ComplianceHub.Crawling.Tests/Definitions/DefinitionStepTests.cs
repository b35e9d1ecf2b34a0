using ComplianceHub.Crawling.Definitions;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.Definitions;

public sealed class DefinitionStepTests
{
    [Fact]
    public async Task Usages_are_appended_on_change_and_the_same_text_stores_nothing()
    {
        await using var bench = await CrawlBench.StartAsync();
        var git = new GitSandbox(bench.Folder["repositories/shop.git"]);
        git.Commit(CrawlBench.Now, ("compose.yaml", "services: {db: {image: 'postgres:16'}, cache: {image: 'redis:7'}}\n"), ("deploy/x.yaml", "kind: Pod\nspec: {containers: [{image: 'redis:7'}]}\n"));
        var connection = await bench.ConnectAsync("folder", bench.Folder["repositories"]);
        await bench.CrawlAsync(connection);
        var first = await UsagesAsync(bench);
        Assert.Equal(["compose.yaml postgres:16 open", "compose.yaml redis:7 open", "deploy/x.yaml redis:7 open"], first.Values);

        await bench.CrawlAsync(connection);
        await bench.Get<DefinitionStep>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(first, await UsagesAsync(bench));

        git.Commit(CrawlBench.Now, ("compose.yaml", "# new\nservices: {db: {image: 'postgres:17'}, cache: {image: 'redis:7'}}\n"), ("deploy/x.yaml", null));
        await bench.CrawlAsync(connection);
        Assert.Equal(
            ["compose.yaml postgres:16 closed", "compose.yaml postgres:17 open", "compose.yaml redis:7 open", "deploy/x.yaml redis:7 closed"],
            (await UsagesAsync(bench)).Values.Order(StringComparer.Ordinal));
        Assert.Equal(first.Single(u => u.Value == "compose.yaml redis:7 open").Key, (await UsagesAsync(bench)).Single(u => u.Value == "compose.yaml redis:7 open").Key);
    }

    private static Task<SortedDictionary<long, string>> UsagesAsync(CrawlBench bench) => bench.QueryAsync(async c => new SortedDictionary<long, string>(
        await c.Usages.ToDictionaryAsync(u => u.Id, u => $"{u.Path} {u.Reference} {(u.To == null ? "open" : "closed")}", TestContext.Current.CancellationToken)));
}
