using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using ComplianceHub.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Crawling.Tests.Registries;

/// <summary>What a crawl left.</summary>
internal sealed record CrawlReport(ConnectorException? Error, StoreCounts Counts, int Read, IReadOnlyList<CrawlFailure> Failures)
{
    public CrawlFailure Failure(string item) => Assert.Single(Failures, f => f.Item.Contains(item, StringComparison.Ordinal));
}

/// <summary>A real store in a folder of its own, to crawl into.</summary>
internal sealed class RegistryBench : IAsyncDisposable
{
    public static HttpLimits Fast { get; } = new()
    {
        Connect = TimeSpan.FromSeconds(5),
        Headers = TimeSpan.FromSeconds(5),
        BodyIdle = TimeSpan.FromMilliseconds(500),
        Total = TimeSpan.FromSeconds(5),
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private RegistryBench() =>
        _services = new ServiceCollection().AddComplianceHubStorage(_folder["data"]).AddLogging().BuildServiceProvider();

    public string DataFolder => _folder["data"];

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<RegistryBench> OpenAsync()
    {
        var bench = new RegistryBench();
        Directory.CreateDirectory(bench.DataFolder);
        await bench.Get<HubDatabase>().OpenAsync(default);
        return bench;
    }

    public async Task<CrawlReport> CrawlAsync(Connector connector, ConnectionDraft draft)
    {
        var connections = Get<ConnectionStore>();
        var id = (await connections.ListAsync(default)).FirstOrDefault(c => c.Name == draft.Name)?.Id ?? await connections.SaveAsync(draft, "test", default);
        var connection = (await connections.FindAsync(id, default))!;
        var store = Get<FactStore>();
        var runId = await store.BeginRunAsync(id, default);
        var progress = new CrawlProgress(store, runId, TimeProvider.System);
        ConnectorException? error = null;
        try
        {
            await connector.CrawlAsync(new CrawlContext(connection, connections.Reveal(connection), runId, store, progress), default);
        }
        catch (ConnectorException exception)
        {
            error = exception;
        }

        await store.EndRunAsync(runId, error is null ? CrawlOutcome.Complete : CrawlOutcome.Failed, error?.Message, default);
        var failures = await QueryAsync(c => c.CrawlFailures.AsNoTracking().Where(f => f.RunId == runId).ToListAsync());
        return new CrawlReport(error, progress.Counts, progress.Read, failures);
    }

    public async Task<T> QueryAsync<T>(Func<HubDbContext, Task<T>> query)
    {
        await using var context = await Get<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        return await query(context);
    }

    /// <summary>Open tags as <c>repository:tag</c>.</summary>
    public Task<List<string>> TagsAsync() =>
        QueryAsync(c => c.TagObservations.Where(t => t.To == null).Select(t => t.ImageRepository!.Name + ":" + t.Tag).Order().ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
