using System.Net;
using System.Net.Http;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.Connections;

/// <summary>
/// The only maker of HTTP clients for crawling (a test holds everyone to it): one redirect policy, addresses checked where they are dialled, bodies
/// limited while they stream, time limits, retries. Whatever goes wrong is a <see cref="ConnectorException"/>; callers judge status codes below 500
/// other than 429 themselves.
/// </summary>
public sealed class HttpPipeline(HttpLimits limits, TimeProvider clock)
{
    /// <summary>Set on a request to give its answer's body another limit than <see cref="HttpLimits.Body"/>, in bytes.</summary>
    public static HttpRequestOptionsKey<long> BodyLimit { get; } = new("ComplianceHub.BodyLimit");

    /// <summary>Set on a request whose caller judges 429 itself, because its host says more about its limits than <c>Retry-After</c>.</summary>
    public static HttpRequestOptionsKey<bool> JudgesLimits { get; } = new("ComplianceHub.JudgesLimits");

    /// <summary>A client for one crawl of a connection; the caller disposes it. It holds no credentials: they go with each request.</summary>
    public HttpClient CreateClient(Connection connection)
    {
        var client = new HttpClient(CreateHandler(connection), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("ComplianceHub/0.1");
        return client;
    }

    /// <summary>The same for libraries that bring their own client.</summary>
    public HttpMessageHandler CreateHandler(Connection connection)
    {
        var guard = new AddressGuard(connection.IsInternal);
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = limits.Connect,
            ConnectCallback = guard.ConnectAsync,
            MaxConnectionsPerServer = 8,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };

        // From the outside in: errors become typed; time and size of the whole answer; redirects, each hop checked; retries of one hop.
        return new FailureHandler(
            new BodyHandler(limits, clock,
                new RedirectHandler(limits, guard,
                    new RetryHandler(limits, clock, sockets))));
    }
}
