using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Connections;

/// <summary>Counts a running crawl and tells the store, at most a few times a second.</summary>
public sealed class CrawlProgress(FactStore store, int runId, TimeProvider clock)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(300);
    private readonly Lock _lock = new();
    private long _lastReport;
    private int _read;
    private int? _total;
    private StoreCounts _counts;

    public int Read => _read;

    public StoreCounts Counts => _counts;

    /// <summary>The number of items, once it is known.</summary>
    public void Found(int total)
    {
        lock (_lock)
        {
            _total = total;
        }
    }

    /// <summary>One more item was read.</summary>
    public async Task ReadAsync(StoreCounts counts, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _read++;
            _counts += counts;
            if (_lastReport != 0 && clock.GetElapsedTime(_lastReport) < s_interval)
            {
                return;
            }

            _lastReport = clock.GetTimestamp();
        }

        await FlushAsync(cancellationToken);
    }

    /// <summary>One item failed; it counts as read.</summary>
    public async Task FailedAsync(string item, FailureKind kind, string message, CancellationToken cancellationToken)
    {
        await store.RecordFailureAsync(runId, item, kind, message, cancellationToken);
        await ReadAsync(default, cancellationToken);
    }

    public Task FlushAsync(CancellationToken cancellationToken) => store.ReportProgressAsync(runId, _read, _total, _counts, cancellationToken);
}
