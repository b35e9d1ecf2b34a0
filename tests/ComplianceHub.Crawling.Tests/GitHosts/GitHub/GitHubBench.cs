using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.GitHosts.GitHub;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using ComplianceHub.TestKit.GitHub;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

/// <summary>A GitHub to crawl and a hub that crawls it, both by the same clock.</summary>
public abstract class GitHubBench : IAsyncLifetime
{
    protected CrawlBench Bench { get; private set; } = null!;

    protected GitHubServer Server { get; private set; } = null!;

    protected int Connection { get; private set; }

    protected virtual GitHubOptions Options => new() { RequestsAMinute = 1_000_000, PageSize = 10, Together = 4, BlobsInOneQuery = 5, FailuresInARow = 3 };

    protected virtual HttpLimits Limits => new() { RetryDelay = TimeSpan.Zero };

    public async ValueTask InitializeAsync()
    {
        Bench = await CrawlBench.StartAsync(configure: services =>
        {
            services.AddSingleton(Options);
            services.AddSingleton(Limits);
        });
        Server = await GitHubServer.StartAsync(Bench.Clock);
        Connection = await ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<int> ConnectAsync(string? secret = null, string? userName = null, string? owner = null) =>
        Bench.ConnectAsync("github", $"{Server.Url}/{owner ?? Server.Owner}", userName: userName, secret: secret ?? Server.Token);

    /// <summary>Repositories with a Dockerfile of their own each, and one text in common.</summary>
    protected void AddMany(int count)
    {
        for (var i = Server.Repositories.Count; count > 0; i++, count--)
        {
            Server.Add($"r{i:000}", ("Dockerfile", $"FROM a:{i}\n"), (".dockerignore", "bin\n"), ("README.md", "x\n"));
        }
    }

    /// <summary>Crawls and returns the requests that it cost.</summary>
    protected async Task<(CrawlResult Result, List<string> Requests)> CrawlAsync()
    {
        var before = Server.Requests.Count;
        var result = await Bench.CrawlAsync(Connection);
        return (result, [.. Server.Requests.Skip(before)]);
    }

    protected async Task CompleteAsync() => Assert.Equal((CrawlOutcome.Complete, null), await CrawlAsync() is var (result, _) ? (result.Outcome, result.Message) : default);

    protected async Task<CrawlFailure> FailureAsync(CrawlResult result) => Assert.Single(await Bench.FailuresAsync(result.RunId));

    protected Task<List<string>> LiveAsync() =>
        Bench.QueryAsync(c => c.Repositories.Where(r => r.GoneAt == null).OrderBy(r => r.Name).Select(r => r.Name).ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>Every live Dockerfile with its text's id.</summary>
    protected Task<List<string>> InventoryAsync() => Bench.QueryAsync(c => c.DockerfileSources.Where(s => s.GoneAt == null && s.Repository != null)
        .Select(s => (s.Repository == null ? "" : s.Repository.Name) + " " + s.Path + " " + s.BlobSha).OrderBy(s => s).ToListAsync(TestContext.Current.CancellationToken));
}
