using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Crawling.Tests.Schedule;

public sealed class CrawlerTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _steps;
    private bool _hold;
    private CrawlBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CrawlBench.StartAsync(
            GitLimits.Default with { Parallel = 1 },
            services => services.AddSingleton(new AfterCrawlStep(AfterCrawlOrder.Inventory, "Waiting", StepAsync)));
        for (var i = 0; i < 4; i++)
        {
            new GitSandbox(_bench.Folder[$"repositories/r{i}.git"]).Commit(CrawlBench.Now, ("Dockerfile", $"FROM a:{i}\n"));
        }
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_killed_crawl_is_closed_as_interrupted_and_the_next_one_completes_with_nothing_twice()
    {
        var connection = await ConnectAsync();
        var store = _bench.Get<FactStore>();
        var killed = await store.BeginRunAsync(connection, TestContext.Current.CancellationToken);
        var blob = "FROM a:0\n"u8.ToArray();
        await store.SaveBlobsAsync([(BlobId.Of(blob), blob)], TestContext.Current.CancellationToken);
        var root = GitSandbox.Run("--git-dir=" + _bench.Folder["repositories/r0.git"], "rev-parse", "main").Trim();
        await store.SaveRepositoryAsync(
            killed,
            new RepositoryFacts("local", root + " r0", "r0", "x", null, "main", root, CrawlBench.Now.UtcDateTime, [new FileFacts("Dockerfile", BlobId.Of(blob), FileKind.Dockerfile, 9)], []),
            TestContext.Current.CancellationToken);

        var result = await _bench.CrawlAsync(connection);

        Assert.Equal((CrawlOutcome.Complete, 4, 1), (result.Outcome, result.Read, result.Counts.Unchanged));
        var runs = await _bench.QueryAsync(c => c.CrawlRuns.OrderBy(r => r.Id).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([(CrawlOutcome?)CrawlOutcome.Cancelled, CrawlOutcome.Complete], runs.Select(r => r.Outcome));
        Assert.All(runs, r => Assert.NotNull(r.EndedAt));
        Assert.Equal(4, (await _bench.RepositoriesAsync()).Count);
        Assert.Equal(4, (await _bench.LivePathsAsync()).Count);
        Assert.Equal(4, await _bench.QueryAsync(c => c.DockerfileVersions.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_second_request_for_a_running_connection_joins_its_run()
    {
        _hold = true;
        var connection = await ConnectAsync();
        var first = _bench.Crawler.RunAsync(connection, TestContext.Current.CancellationToken);
        await _reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        var second = _bench.Crawler.RunAsync(connection, TestContext.Current.CancellationToken);
        _go.SetResult();

        Assert.Equal(await first, await second);
        Assert.Single(await _bench.QueryAsync(c => c.CrawlRuns.ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_step_that_fails_is_told_and_the_next_ones_run()
    {
        await using var bench = await CrawlBench.StartAsync(configure: services => services
            .AddSingleton(new AfterCrawlStep(AfterCrawlOrder.Inventory, "Breaking", _ => throw new InvalidOperationException()))
            .AddSingleton(new AfterCrawlStep(AfterCrawlOrder.Grading, "Counting", StepAsync)));
        bench.Folder.Write("repositories/x/Dockerfile", "FROM a\n");

        var result = await bench.CrawlAsync(await bench.ConnectAsync("folder", bench.Folder["repositories"]));

        Assert.Equal((CrawlOutcome.Complete, "Failed: Breaking", 1), (result.Outcome, result.Message, _steps));
    }

    [Fact]
    public async Task An_unknown_kind_and_a_secret_of_another_installation_fail_the_run_with_a_reason()
    {
        var unknown = await _bench.CrawlAsync(await _bench.ConnectAsync("carrier-pigeon", "x", "a"));
        var foreign = await _bench.ConnectAsync("git", "https://git.example.org/x", "b", secret: "s");
        await _bench.QueryAsync(c => c.Connections.Where(x => x.Id == foreign)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ProtectedSecret, new byte[] { 1, 2, 3 }), TestContext.Current.CancellationToken));

        Assert.Equal((CrawlOutcome.Failed, "There is no connector of the kind carrier-pigeon"), (unknown.Outcome, unknown.Message));
        Assert.Contains("enter it again", (await _bench.CrawlAsync(foreign)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawls_that_end_while_the_steps_run_share_the_next_pass()
    {
        _hold = true;
        var steps = _bench.Get<AfterCrawl>();
        var first = steps.RunAsync(TestContext.Current.CancellationToken);
        await _reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(0, 3).Select(_ => steps.RunAsync(TestContext.Current.CancellationToken)).ToList();
        _go.SetResult();
        await Task.WhenAll([first, .. waiting]);

        Assert.Equal(2, _steps);
    }

    [Fact]
    public void Every_connector_says_what_it_is()
    {
        Assert.Contains(ConnectorCatalog.All, c => c is { Kind: "folder", HasHistory: true });
        Assert.Contains(ConnectorCatalog.All, c => c is { Kind: "git", TakesCredentials: true });
        Assert.All(ConnectorCatalog.All, c => Assert.NotNull(_bench.Get<ConnectorCatalog>().Create(c.Kind)));
    }

    private Task<int> ConnectAsync() => _bench.ConnectAsync("folder", _bench.Folder["repositories"]);

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _steps);
        if (_hold)
        {
            _reached.TrySetResult();
            await _go.Task.WaitAsync(cancellationToken);
        }
    }
}
