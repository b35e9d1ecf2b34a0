using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using ComplianceHub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.Crawling.Schedule;

/// <summary>Where a connection stands in the queue.</summary>
public enum CrawlPhase
{
    Idle,
    Waiting,
    Running,

    /// <summary>Its host asked to wait; it goes on by itself.</summary>
    Parked,
}

/// <summary>A connection's live state, for the Sources page.</summary>
/// <param name="Since">When the phase began.</param>
/// <param name="NotBefore">When a parked one goes on.</param>
/// <param name="Last">How its last run of this process ended.</param>
public sealed record CrawlState(int ConnectionId, CrawlPhase Phase, DateTimeOffset Since, DateTimeOffset? NotBefore, CrawlResult? Last);

/// <summary>
/// Crawls what it is asked to, a few connections at a time. A connection waits in the queue once; one that is asked for while it runs is not run again.
/// </summary>
public sealed partial class CrawlQueue(Crawler crawler, HubEvents events, TimeProvider clock, ILogger<CrawlQueue> logger) : BackgroundService
{
    private const int Capacity = 1_000;
    private const int Workers = 2;
    private static readonly TimeSpan s_longestPark = TimeSpan.FromHours(6);

    private readonly Channel<int> _requests = Channel.CreateBounded<int>(Capacity);
    private readonly ConcurrentDictionary<int, CrawlState> _states = new();
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _running = new();
    private readonly ConcurrentDictionary<int, ITimer> _parked = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every connection that was asked for in this process.</summary>
    public ImmutableArray<CrawlState> States => [.. _states.Values.OrderBy(s => s.ConnectionId)];

    public CrawlState StateOf(int connectionId) =>
        _states.TryGetValue(connectionId, out var state) ? state : new CrawlState(connectionId, CrawlPhase.Idle, clock.GetUtcNow(), null, null);

    /// <summary>Asks for a crawl; returns at once.</summary>
    /// <returns>False when the connection waits, runs or is parked already, or too much is waiting.</returns>
    public bool Enqueue(int connectionId)
    {
        lock (_lock)
        {
            if (StateOf(connectionId).Phase != CrawlPhase.Idle || !_requests.Writer.TryWrite(connectionId))
            {
                return false;
            }

            Set(connectionId, CrawlPhase.Waiting);
        }

        return true;
    }

    /// <summary>Waits until the connection neither waits nor runs; a parked one counts as idle only when it has gone on.</summary>
    public async Task<CrawlState> WhenIdleAsync(int connectionId, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var state = StateOf(connectionId);
                if (state.Phase == CrawlPhase.Idle)
                {
                    return state;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops a running crawl; what it has stored stays.</summary>
    /// <returns>False when it does not run.</returns>
    public bool Cancel(int connectionId)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(connectionId, out var running))
            {
                running.Cancel();
                return true;
            }
        }

        return false;
    }

    public override void Dispose()
    {
        foreach (var timer in _parked.Values)
        {
            timer.Dispose();
        }

        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var connectionId in _requests.Reader.ReadAllAsync(stoppingToken))
            {
                await CrawlAsync(connectionId, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    private async Task CrawlAsync(int connectionId, CancellationToken stoppingToken)
    {
        CrawlResult? result = null;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        lock (_lock)
        {
            _running[connectionId] = cancel;
            Set(connectionId, CrawlPhase.Running);
        }

        try
        {
            result = await crawler.RunAsync(connectionId, cancel.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e, connectionId);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Cancelled by a person, after the run had ended.
        }
        finally
        {
            lock (_lock)
            {
                _running.TryRemove(connectionId, out _);
                Set(connectionId, CrawlPhase.Idle, result);
            }
        }

        if (result?.RetryAfter is { } wait)
        {
            Park(connectionId, wait < s_longestPark ? wait : s_longestPark);
        }
    }

    private void Park(int connectionId, TimeSpan wait)
    {
        lock (_lock)
        {
            Set(connectionId, CrawlPhase.Parked, null, clock.GetUtcNow() + wait);
            _parked[connectionId] = clock.CreateTimer(_ => GoOn(connectionId), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void GoOn(int connectionId)
    {
        lock (_lock)
        {
            if (_parked.TryRemove(connectionId, out var timer))
            {
                timer.Dispose();
            }

            Set(connectionId, CrawlPhase.Idle);
        }

        Enqueue(connectionId);
    }

    private void Set(int connectionId, CrawlPhase phase, CrawlResult? result = null, DateTimeOffset? notBefore = null)
    {
        _states[connectionId] = new CrawlState(connectionId, phase, clock.GetUtcNow(), notBefore, result ?? StateOf(connectionId).Last);
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        events.Publish(HubEvent.CrawlProgress);
    }

    [LoggerMessage(LogLevel.Error, "The crawl of connection {ConnectionId} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, int connectionId);
}
