namespace ComplianceHub.TestKit.GitHub;

/// <summary>A primary rate limit: so many requests an hour.</summary>
public sealed class GitHubAllowance(string resource, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _reset = clock.GetUtcNow() + TimeSpan.FromHours(1);

    public string Resource { get; } = resource;

    /// <summary>An hour; null for an Enterprise Server without limits, which sends no headers either.</summary>
    public int? Limit { get; set; } = 5_000;

    public int Used { get; set; }

    public long Reset => _reset.ToUnixTimeSeconds();

    public int Remaining => Math.Max(0, (Limit ?? int.MaxValue) - Used);

    /// <returns>False when nothing is left.</returns>
    public bool Take(int cost)
    {
        lock (_lock)
        {
            if (clock.GetUtcNow() >= _reset)
            {
                _reset = clock.GetUtcNow() + TimeSpan.FromHours(1);
                Used = 0;
            }

            if (Remaining < cost)
            {
                return false;
            }

            Used += cost;
            return true;
        }
    }
}
