using System.Globalization;
using System.Net;
using System.Net.Http;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>
/// Holds every request to what GitHub allows: asks the bucket before, learns from the headers after, and turns refusals into an error that says when to go on
/// (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). It never waits for a limit; it only spreads requests within a minute.
/// </summary>
internal sealed class GovernorHandler(RateGovernor governor, string host, Func<string> credential, GitHubOptions options, TimeProvider clock, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _next;
    private int _calls;

    /// <summary>Requests sent so far.</summary>
    public int Calls => _calls;

    /// <summary>The allowance of the query language, whose refusals may come in an answer of 200.</summary>
    public ConnectorException QueriesRefused() => Refused(Bucket("graphql"), null);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var resource = request.RequestUri?.AbsolutePath.EndsWith("/graphql", StringComparison.Ordinal) == true ? "graphql" : "core";
        var bucket = Bucket(resource);
        if (bucket.Take() is { } wait)
        {
            throw Limited(wait);
        }

        await PaceAsync(resource, cancellationToken);
        request.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        request.Options.Set(HttpPipeline.JudgesLimits, true);
        Interlocked.Increment(ref _calls);
        var response = await base.SendAsync(request, cancellationToken);
        Learn(bucket, response);
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests))
        {
            bucket.Succeeded();
            return response;
        }

        // 1. what it asks for, 2. the end of the window if that is used up, 3. a minute and more.
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        if (asked is null && response.StatusCode == HttpStatusCode.Forbidden && Number(response, "x-ratelimit-remaining") != 0
            && !(await response.Content.ReadAsStringAsync(cancellationToken)).Contains("rate limit", StringComparison.OrdinalIgnoreCase))
        {
            return response;
        }

        response.Dispose();
        throw Refused(bucket, asked);
    }

    private RateBucket Bucket(string resource) => governor.Bucket(host, credential(), resource);

    private ConnectorException Refused(RateBucket bucket, TimeSpan? asked) => Limited(bucket.Refused(asked));

    private ConnectorException Limited(TimeSpan wait) => new(
        FailureKind.RateLimited,
        $"{host} lets this token ask again in {(wait.TotalSeconds < 120 ? $"{Math.Ceiling(wait.TotalSeconds)} s" : $"{Math.Ceiling(wait.TotalMinutes)} min")}; the crawl goes on then.",
        wait);

    private void Learn(RateBucket bucket, HttpResponseMessage response)
    {
        if (Number(response, "x-ratelimit-remaining") is { } remaining && Number(response, "x-ratelimit-reset") is { } reset)
        {
            // By the host's own clock, and a second more: it counts in whole ones.
            var until = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(reset, 0, 253402300799)) - (response.Headers.Date ?? clock.GetUtcNow());
            bucket.Observe((int)Math.Clamp(remaining, 0, int.MaxValue), until < TimeSpan.Zero ? TimeSpan.Zero : (until > TimeSpan.FromHours(2) ? TimeSpan.FromHours(2) : until) + TimeSpan.FromSeconds(1));
        }
    }

    // A burst of a tenth of a minute's requests may go at once; after that they keep their distance.
    private async Task PaceAsync(string resource, CancellationToken cancellationToken)
    {
        if (resource != "core")
        {
            return;
        }

        var distance = TimeSpan.FromMinutes(1) / options.RequestsAMinute;
        TimeSpan wait;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var earliest = now - (distance * (options.RequestsAMinute / 10));
            _next = (_next < earliest ? earliest : _next) + distance;
            wait = _next - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private static long? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
