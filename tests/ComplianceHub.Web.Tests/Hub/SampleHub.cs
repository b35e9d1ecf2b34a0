using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Setup;
using ComplianceHub.Web.Tests.Hub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(SampleHub))]
[assembly: AssemblyFixture(typeof(EmptyHub))]

namespace ComplianceHub.Web.Tests.Hub;

/// <summary>A data folder that the first start has set up and the real crawlers have filled from the sample organisation, once for all tests. Read only.</summary>
public sealed class SampleHub : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly LogLines _log = new();

    public HubFolders Folders => new(_folder["data"], Checkout.Path("data/sample-org"));

    /// <summary>What was logged while the hub was set up and crawled.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    /// <summary>How the crawls ended, the folder of repositories first.</summary>
    public IReadOnlyList<CrawlResult> Crawls { get; private set; } = [];

    /// <summary>The same database in another folder, for a test that changes it.</summary>
    public HubFolders CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folders.Data, "compliancehub.db*").Concat(Directory.EnumerateFiles(Path.Combine(Folders.Data, "keys"))))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Folders.Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? folder);
            File.Copy(file, target);
        }

        return new HubFolders(folder, null);
    }

    public async ValueTask InitializeAsync()
    {
        Crawls = await HubSetup.RunAsync(Folders, _log);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A data folder after a first start without the sample organisation: a policy, and nothing else.</summary>
public sealed class EmptyHub : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public HubFolders Folders => new(_folder["data"], null);

    public async ValueTask InitializeAsync()
    {
        await HubSetup.RunAsync(Folders, new LogLines());
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>The first start: opens the database, connects what is to be connected, crawls it.</summary>
public static class HubSetup
{
    public static async Task<IReadOnlyList<CrawlResult>> RunAsync(HubFolders folders, LogLines log)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton(HubClock.Create())
            .AddHub(folders, null);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<HubDatabase>().OpenAsync(CancellationToken.None);
        var results = new List<CrawlResult>();
        foreach (var connection in await provider.GetRequiredService<SampleOrganisation>().ConnectAsync(CancellationToken.None))
        {
            results.Add(await provider.GetRequiredService<Crawler>().RunAsync(connection, CancellationToken.None));
        }

        return results;
    }
}
