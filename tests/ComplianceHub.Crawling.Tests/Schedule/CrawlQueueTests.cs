using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Crawling.Tests.Schedule;

public sealed class CrawlQueueTests : IAsyncLifetime
{
    private readonly SemaphoreSlim _reached = new(0);
    private readonly SemaphoreSlim _go = new(0);
    private CrawlBench _bench = null!;
    private CrawlQueue _queue = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await CrawlBench.StartAsync(configure: services => services.AddSingleton(new AfterCrawlStep(AfterCrawlOrder.Inventory, "Waiting", StepAsync)));
        _bench.Folder.Write("repositories/x/Dockerfile", "FROM a\n");
        _queue = _bench.Get<CrawlQueue>();
        await _queue.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        await _bench.DisposeAsync();
        _reached.Dispose();
        _go.Dispose();
    }

    [Fact]
    public async Task A_connection_waits_or_runs_once()
    {
        var connection = await ConnectAsync("a");

        Assert.True(_queue.Enqueue(connection));
        Assert.False(_queue.Enqueue(connection));
        await _reached.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CrawlPhase.Running, _queue.StateOf(connection).Phase);
        Assert.False(_queue.Enqueue(connection));
        _go.Release();

        var state = await IdleAsync(connection);
        Assert.Equal(CrawlOutcome.Complete, state.Last!.Outcome);
        Assert.True(_queue.Enqueue(connection));
    }

    [Fact]
    public async Task A_running_crawl_can_be_cancelled_and_the_queue_goes_on()
    {
        var first = await ConnectAsync("a");
        _queue.Enqueue(first);
        await _reached.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(_queue.Cancel(first));
        await IdleAsync(first);
        Assert.False(_queue.Cancel(first));

        var second = await ConnectAsync("b");
        _queue.Enqueue(second);
        _go.Release();

        Assert.Equal(CrawlOutcome.Complete, (await IdleAsync(second)).Last!.Outcome);
    }

    [Fact]
    public async Task A_connection_that_was_removed_does_not_stop_the_queue()
    {
        _queue.Enqueue(4711);
        Assert.Null((await IdleAsync(4711)).Last);

        var connection = await ConnectAsync("a");
        _queue.Enqueue(connection);
        _go.Release();
        Assert.NotNull((await IdleAsync(connection)).Last);
    }

    private Task<int> ConnectAsync(string name) => _bench.ConnectAsync("folder", _bench.Folder["repositories"], name);

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        _reached.Release();
        await _go.WaitAsync(cancellationToken);
    }

    private Task<CrawlState> IdleAsync(int connectionId) => _queue.WhenIdleAsync(connectionId, TestContext.Current.CancellationToken);
}
