namespace ComplianceHub.Crawling.Connections;

/// <summary>How long a host may take and how much it may send.</summary>
public sealed record HttpLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until the headers of an answer, for each attempt.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two parts of a body.</summary>
    public TimeSpan BodyIdle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a whole answer, retries included.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of a body, after decompression, unless the request has <see cref="HttpPipeline.BodyLimit"/>.</summary>
    public long Body { get; init; } = 32 << 20;

    /// <summary>A <c>Retry-After</c> up to this long is waited for; a longer one is an error, so that no worker sleeps.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    public int Retries { get; init; } = 3;

    /// <summary>Before the first retry; doubled each time, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    public int Redirects { get; init; } = 5;
}
