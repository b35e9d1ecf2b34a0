using Microsoft.Extensions.Logging;

namespace ComplianceHub.Crawling.Schedule;

/// <summary>When a step runs, one after the other.</summary>
public enum AfterCrawlOrder
{
    /// <summary>Files that say what is built and run are read.</summary>
    Definitions,

    /// <summary>Facts become Images.</summary>
    Inventory,

    /// <summary>Registry repositories are joined to build targets.</summary>
    Joining,

    /// <summary>Images get their owners.</summary>
    Ownership,

    /// <summary>Scripts of Dockerfiles are checked.</summary>
    Scripts,

    /// <summary>Images get their grades.</summary>
    Grading,
}

/// <summary>Something to do with new facts; registered as a service by whoever writes it.</summary>
public sealed record AfterCrawlStep(AfterCrawlOrder Order, string Title, Func<CancellationToken, Task> RunAsync);

/// <summary>
/// Runs the steps after crawls: in order, one pass at a time, and one pass for all crawls that end while another runs. A step that fails does not
/// keep the next ones from the facts that are there.
/// </summary>
public sealed partial class AfterCrawl(IEnumerable<AfterCrawlStep> steps, ILogger<AfterCrawl> logger) : IDisposable
{
    private readonly List<AfterCrawlStep> _steps = [.. steps.OrderBy(s => s.Order)];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _asked;
    private long _covered;
    private string? _lastFailure;

    /// <summary>What is being done, for people; null when nothing is.</summary>
    public string? Current { get; private set; }

    /// <summary>Returns when a pass that began after this call has ended.</summary>
    /// <returns>Null, or which steps failed.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        var mine = Interlocked.Increment(ref _asked);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_covered >= mine)
            {
                return _lastFailure;
            }

            var upTo = Interlocked.Read(ref _asked);
            _lastFailure = await PassAsync(cancellationToken);
            _covered = upTo;
            return _lastFailure;
        }
        finally
        {
            Current = null;
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<string?> PassAsync(CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        foreach (var step in _steps)
        {
            Current = step.Title;
            try
            {
                await step.RunAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(step.Title);
                LogFailed(logger, e, step.Title);
            }
        }

        return failed.Count == 0 ? null : "Failed: " + string.Join(", ", failed);
    }

    [LoggerMessage(LogLevel.Error, "After the crawl: {Step} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string step);
}
