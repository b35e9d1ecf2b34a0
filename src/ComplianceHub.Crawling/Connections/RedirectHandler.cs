using System.Net;
using System.Net.Http;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Connections;

/// <summary>
/// The one redirect policy: GET and HEAD only, a few hops, never from https to http, each hop's address checked. A request that leaves its origin leaves
/// every header behind that is not known to be harmless, and does not get them back
/// (https://github.com/opencontainers/distribution-spec/blob/main/spec.md: clients must not forward Authorization across hosts).
/// </summary>
internal sealed class RedirectHandler(HttpLimits limits, AddressGuard guard, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly string[] s_harmless = ["Accept", "Accept-Encoding", "Accept-Language", "User-Agent", "Range"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            var from = request.RequestUri ?? throw new InvalidOperationException("A request has no address.");
            guard.Check(from);
            var response = await base.SendAsync(request, cancellationToken);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
            {
                throw new ConnectorException(FailureKind.HostError, $"{AddressGuard.Describe(from)} redirects a {request.Method} request; that is not followed.");
            }

            if (hop == limits.Redirects)
            {
                throw new ConnectorException(FailureKind.HostError, $"{AddressGuard.Describe(from)} redirects more than {limits.Redirects} times.");
            }

            var to = new Uri(from, location);
            if (from.Scheme == "https" && to.Scheme != "https")
            {
                throw new ConnectorException(FailureKind.Forbidden, $"{AddressGuard.Describe(from)} redirects from https to {to.Scheme}; that is not followed.");
            }

            request = Follow(request, to, IsSameOrigin(from, to));
        }
    }

    internal static bool IsSameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static HttpRequestMessage Follow(HttpRequestMessage request, Uri to, bool sameOrigin)
    {
        var next = new HttpRequestMessage(request.Method, to) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers)
        {
            if (sameOrigin || s_harmless.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                next.Headers.TryAddWithoutValidation(name, values);
            }
        }

        foreach (var option in request.Options)
        {
            ((IDictionary<string, object?>)next.Options)[option.Key] = option.Value;
        }

        return next;
    }
}
