using System.Net;
using System.Net.Http;
using ComplianceHub.Storage;
using Polly;
using Polly.Retry;

namespace ComplianceHub.Crawling.Connections;

/// <summary>
/// Sends one hop, again where that may help: 5xx, time-outs and broken connections with growing, jittered pauses, 429 after the pause that the host asks
/// for, if it is short. A long one is an error that says when, so that the scheduler waits and no worker does.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private readonly HttpLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(HttpLimits limits, TimeProvider clock, HttpMessageHandler inner)
        : base(inner)
    {
        _limits = limits;
        _clock = clock;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Math.Max(1, limits.Retries),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = limits.RetryDelay,
            MaxDelay = limits.LongestWait,
            ShouldHandle = arguments => ValueTask.FromResult(limits.Retries > 0 && MayHelp(arguments.Outcome)),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response ? AskedFor(response) : null),
            OnRetry = arguments =>
            {
                arguments.Outcome.Result?.Dispose();
                return default;
            },
        }).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head
            ? await _pipeline.ExecuteAsync(async token => await SendOnceAsync(request, token), cancellationToken)
            : await SendOnceAsync(request, cancellationToken);
        var judgesLimits = request.Options.TryGetValue(HttpPipeline.JudgesLimits, out var judges) && judges;
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            || (judgesLimits && response.StatusCode == HttpStatusCode.TooManyRequests))
        {
            return response;
        }

        var wait = AskedFor(response);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable && wait is null)
        {
            return response;
        }

        var kind = response.StatusCode == HttpStatusCode.TooManyRequests ? FailureKind.RateLimited : FailureKind.HostError;
        response.Dispose();
        var host = request.RequestUri?.Authority;
        var what = kind == FailureKind.RateLimited ? $"{host} asks to slow down" : $"{host} is not available";
        throw new ConnectorException(kind, wait is { } time ? $"{what}: again in {Say(time)}." : $"{what} and does not say for how long.", wait);
    }

    private async ValueTask<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_limits.Headers, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await base.SendAsync(request, both.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.RequestUri?.Authority} did not answer within {Say(_limits.Headers)}.", exception);
        }
    }

    private bool MayHelp(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: TimeoutException } => true,
        // A ConnectorException inside is the address guard's word: final.
        { Exception: HttpRequestException { InnerException: not ConnectorException } error } =>
            error.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
        { Result: { StatusCode: HttpStatusCode.TooManyRequests, RequestMessage: { } request } } when request.Options.TryGetValue(HttpPipeline.JudgesLimits, out var judges) && judges => false,
        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => (AskedFor(outcome.Result) ?? TimeSpan.Zero) <= _limits.LongestWait,
        { Result.StatusCode: HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout } => true,
        _ => false,
    };

    private TimeSpan? AskedFor(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static string Say(TimeSpan time) => time.TotalSeconds < 120 ? $"{Math.Ceiling(time.TotalSeconds)} s" : $"{Math.Ceiling(time.TotalMinutes)} min";
}
