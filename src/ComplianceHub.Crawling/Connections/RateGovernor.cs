using System.Collections.Concurrent;

namespace ComplianceHub.Crawling.Connections;

/// <summary>
/// The rate buckets of this process, each a host × a credential × a resource of the host: connections that share a token share its bucket. It never
/// waits; it says for how long the scheduler has to.
/// </summary>
public sealed class RateGovernor(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Host, string Credential, string Resource), RateBucket> _buckets = new();

    /// <param name="credential">Tells credentials apart and is none itself.</param>
    public RateBucket Bucket(string host, string credential, string resource) => _buckets.GetOrAdd((host, credential, resource), _ => new RateBucket(clock));
}

/// <summary>What is left of one allowance, as the host's own answers tell.</summary>
public sealed class RateBucket(TimeProvider clock)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private int? _remaining;
    private DateTimeOffset _reset;
    private DateTimeOffset _notBefore;
    private int _strikes;

    /// <summary>Takes one request out of the bucket.</summary>
    /// <returns>Null to go on, else how long to wait.</returns>
    public TimeSpan? Take()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_notBefore > now)
            {
                return _notBefore - now;
            }

            if (_remaining is not { } remaining || _reset <= now)
            {
                _remaining = null;
                return null;
            }

            if (remaining <= 0)
            {
                return _reset - now;
            }

            _remaining = remaining - 1;
            return null;
        }
    }

    /// <summary>Learns from an answer. Answers overtake each other: within a window the lowest number counts.</summary>
    /// <param name="untilReset">By the host's own clock.</param>
    public void Observe(int remaining, TimeSpan untilReset)
    {
        lock (_lock)
        {
            var reset = clock.GetUtcNow() + untilReset;
            var sameWindow = _remaining is not null && (reset - _reset).Duration() < s_shortest;
            _remaining = sameWindow ? Math.Min(_remaining ?? remaining, remaining) : remaining;
            _reset = sameWindow ? _reset : reset;
        }
    }

    /// <summary>An answer that was no refusal: the next refusal without a date is the first again.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _strikes = 0;
        }
    }

    /// <summary>The host refused.</summary>
    /// <param name="asked">What it asked to wait; null when it did not say: then until the window ends if it is used up, else a minute, doubled each time.</param>
    /// <returns>How long to wait.</returns>
    public TimeSpan Refused(TimeSpan? asked)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (asked is null && _remaining <= 0 && _reset > now)
            {
                asked = _reset - now;
            }

            var wait = asked ?? TimeSpan.FromTicks(Math.Min(s_longest.Ticks, s_shortest.Ticks << Math.Min(_strikes++, 6)));
            _notBefore = now + wait > _notBefore ? now + wait : _notBefore;
            return wait;
        }
    }
}
