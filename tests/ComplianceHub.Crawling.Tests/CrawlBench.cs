using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using ComplianceHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Crawling.Tests;

/// <summary>The crawler over the real store, in a folder of its own.</summary>
public sealed class CrawlBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ServiceProvider _services;

    private CrawlBench(ServiceProvider services, TemporaryFolder folder)
    {
        _services = services;
        Folder = folder;
    }

    public TemporaryFolder Folder { get; }

    public Crawler Crawler => Get<Crawler>();

    public FakeTimeProvider Clock => (FakeTimeProvider)Get<TimeProvider>();

    public static async Task<CrawlBench> StartAsync(GitLimits? limits = null, Action<IServiceCollection>? configure = null)
    {
        var folder = new TemporaryFolder();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        services.AddSingleton(limits ?? GitLimits.Default);
        services.AddComplianceHubStorage(folder["data"]);
        services.AddComplianceHubCrawling();
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<HubDatabase>().OpenAsync(TestContext.Current.CancellationToken);
        return new CrawlBench(provider, folder);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<int> ConnectAsync(
        string kind, string location, string? name = null, bool withHistory = false, bool isInternal = true, string? userName = null, string? secret = null) =>
        Get<ConnectionStore>().SaveAsync(
            new ConnectionDraft(kind, name ?? "source", location, null, userName, secret, withHistory, isInternal), "test", TestContext.Current.CancellationToken);

    /// <summary>Runs a connection, a minute after the last.</summary>
    public async Task<CrawlResult> CrawlAsync(int connectionId)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        return await Crawler.RunAsync(connectionId, TestContext.Current.CancellationToken);
    }

    public async Task<T> QueryAsync<T>(Func<HubDbContext, Task<T>> query)
    {
        await using var context = await Get<IDbContextFactory<HubDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await query(context);
    }

    public Task<List<Repository>> RepositoriesAsync() => QueryAsync(c => c.Repositories.OrderBy(r => r.Name).ToListAsync(TestContext.Current.CancellationToken));

    public Task<List<string>> LivePathsAsync() => QueryAsync(
        c => c.DockerfileSources.Where(s => s.GoneAt == null).OrderBy(s => s.Path).Select(s => s.Path).ToListAsync(TestContext.Current.CancellationToken));

    public Task<List<CrawlFailure>> FailuresAsync(int runId) =>
        QueryAsync(c => c.CrawlFailures.Where(f => f.RunId == runId).OrderBy(f => f.Item).ToListAsync(TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Folder.Dispose();
    }
}
