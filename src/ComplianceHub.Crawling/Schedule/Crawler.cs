using System.Collections.Concurrent;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.Crawling.Schedule;

/// <summary>How a run ended.</summary>
/// <param name="Message">For people; null when there is nothing to say.</param>
/// <param name="Read">Items read, failed ones included.</param>
/// <param name="RetryAfter">What the host asked to wait; null when it said nothing.</param>
public sealed record CrawlResult(int RunId, CrawlOutcome Outcome, string? Message, int Read, StoreCounts Counts, TimeSpan? RetryAfter);

/// <summary>
/// Runs connections: one run of a connection at a time, different ones beside each other. What a killed process left open is closed by the next run of
/// the connection, which reads again whatever was not stored.
/// </summary>
public sealed partial class Crawler(
    ConnectionStore connections, FactStore store, ConnectorCatalog catalog, AfterCrawl afterCrawl, HubEvents events, TimeProvider clock, ILogger<Crawler> logger)
{
    private readonly ConcurrentDictionary<int, Lazy<Task<CrawlResult>>> _running = new();

    /// <summary>Runs a connection and the steps after it. When it runs already, waits for that run and returns its result.</summary>
    /// <exception cref="ArgumentException">There is no such connection.</exception>
    public async Task<CrawlResult> RunAsync(int connectionId, CancellationToken cancellationToken)
    {
        var mine = new Lazy<Task<CrawlResult>>(() => Task.Run(() => CrawlAndFinishAsync(connectionId, cancellationToken), CancellationToken.None));
        var running = _running.GetOrAdd(connectionId, mine);
        if (running != mine)
        {
            return await running.Value.WaitAsync(cancellationToken);
        }

        try
        {
            return await mine.Value;
        }
        finally
        {
            _running.TryRemove(connectionId, out _);
        }
    }

    private async Task<CrawlResult> CrawlAndFinishAsync(int connectionId, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(connectionId, cancellationToken) ?? throw new ArgumentException("There is no such connection", nameof(connectionId));
        var runId = await store.BeginRunAsync(connectionId, cancellationToken);
        var progress = new CrawlProgress(store, runId, clock);
        var (outcome, message, retryAfter) = await CrawlAsync(connection, runId, progress, cancellationToken);

        // The end is written even when the crawl was cancelled.
        await progress.FlushAsync(CancellationToken.None);
        await store.EndRunAsync(runId, outcome, message, CancellationToken.None);
        events.Publish(HubEvent.CrawlProgress);
        if (outcome != CrawlOutcome.Cancelled)
        {
            var failed = await afterCrawl.RunAsync(cancellationToken);
            message ??= failed;
            events.Publish(HubEvent.GradesChanged);
        }

        return new CrawlResult(runId, outcome, message, progress.Read, progress.Counts, retryAfter);
    }

    private async Task<(CrawlOutcome Outcome, string? Message, TimeSpan? RetryAfter)> CrawlAsync(
        Connection connection, int runId, CrawlProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var connector = catalog.Create(connection.Kind)
                ?? throw new ConnectorException(FailureKind.Internal, $"There is no connector of the kind {connection.Kind}");
            await connector.CrawlAsync(new CrawlContext(connection, Reveal(connection), runId, store, progress), cancellationToken);
            return (CrawlOutcome.Complete, null, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (CrawlOutcome.Cancelled, "Cancelled", null);
        }
        catch (ConnectorException e)
        {
            await store.RecordFailureAsync(runId, connection.Name, e.Failure, GitException.Redact(e.Message), CancellationToken.None);
            return (CrawlOutcome.Failed, GitException.Redact(e.Message), e.RetryAfter);
        }
        catch (Exception e)
        {
            LogFailed(logger, e, connection.Name);
            await store.RecordFailureAsync(runId, connection.Name, FailureKind.Internal, $"Our own fault ({e.GetType().Name}); see the log", CancellationToken.None);
            return (CrawlOutcome.Failed, $"Our own fault ({e.GetType().Name}); see the log", null);
        }
    }

    private string? Reveal(Connection connection)
    {
        try
        {
            return connections.Reveal(connection);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw new ConnectorException(FailureKind.Forbidden, "The stored secret cannot be decrypted with this installation's keys; enter it again");
        }
    }

    [LoggerMessage(LogLevel.Error, "The crawl of {Connection} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string connection);
}
