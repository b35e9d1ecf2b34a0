namespace ComplianceHub.Storage;

/// <summary>What open pages hear about.</summary>
public enum HubEvent
{
    CrawlProgress,
    GradesChanged,
}

/// <summary>
/// In-process notifications. Several of one kind within the interval arrive as one, the last one always; subscribers run off the publisher's thread
/// and must be quick.
/// </summary>
public sealed class HubEvents(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly List<(HubEvent Kind, Action Handler)> _handlers = [];
    private readonly Dictionary<HubEvent, ITimer> _pending = [];
    private bool _disposed;

    /// <summary>Calls <paramref name="handler"/> after events of that kind until the result is disposed.</summary>
    public IDisposable Subscribe(HubEvent kind, Action handler)
    {
        var entry = (kind, handler);
        lock (_lock)
        {
            _handlers.Add(entry);
        }

        return new Subscription(this, entry);
    }

    /// <summary>Tells subscribers within half a second, once for all calls in that time.</summary>
    public void Publish(HubEvent kind)
    {
        lock (_lock)
        {
            if (!_disposed && !_pending.ContainsKey(kind))
            {
                _pending[kind] = clock.CreateTimer(_ => Deliver(kind), null, s_interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var timer in _pending.Values)
            {
                timer.Dispose();
            }

            _pending.Clear();
            _handlers.Clear();
        }
    }

    private void Deliver(HubEvent kind)
    {
        Action[] handlers;
        lock (_lock)
        {
            if (_pending.Remove(kind, out var timer))
            {
                timer.Dispose();
            }

            handlers = [.. _handlers.Where(h => h.Kind == kind).Select(h => h.Handler)];
        }

        foreach (var handler in handlers)
        {
            handler();
        }
    }

    private sealed class Subscription(HubEvents events, (HubEvent, Action) entry) : IDisposable
    {
        public void Dispose()
        {
            lock (events._lock)
            {
                events._handlers.Remove(entry);
            }
        }
    }
}
