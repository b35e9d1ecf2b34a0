using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>
/// Signs in to one registry: Basic, or tokens by scope (https://distribution.github.io/distribution/spec/auth/token/). Credentials go to the registry and
/// to its token service only, and to neither before it was asked for them.
/// </summary>
internal sealed class RegistryAuthenticator(HttpClient client, RegistryLocation location, string? userName, string? secret, RegistryOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private volatile AuthenticationHeaderValue? _basic;
    private volatile AuthChallenge? _bearer;

    private bool HasCredentials => !string.IsNullOrEmpty(secret);

    /// <summary>The header to send with a request of this scope, as far as the registry has asked for one before.</summary>
    /// <param name="scope">For instance <c>repository:team/app:pull</c>; empty for <c>/v2/</c> itself.</param>
    public async Task<AuthenticationHeaderValue?> HeaderAsync(string scope, CancellationToken cancellationToken)
    {
        if (_basic is { } basic)
        {
            return basic;
        }

        if (_bearer is not { } challenge || scope.Length == 0)
        {
            return null;
        }

        return _tokens.TryGetValue(scope, out var token) && token.Expires > clock.GetUtcNow()
            ? token.Header
            : await AskAsync(challenge, scope, scope, cancellationToken);
    }

    /// <summary>Answers a 401's challenges; null when there is nothing new to try.</summary>
    /// <param name="sent">What the refused request carried.</param>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(
        IEnumerable<string> headers, string scope, AuthenticationHeaderValue? sent, CancellationToken cancellationToken)
    {
        var challenges = AuthChallenge.Parse(headers);
        if (challenges.FirstOrDefault(c => c.Is("Bearer")) is { } bearer)
        {
            _bearer = bearer;
            var asked = bearer["scope"] is { Length: > 0 } named ? Merge(named, scope) : scope;
            return sent?.Scheme == "Bearer" && bearer["error"] != "insufficient_scope" && asked == scope && _tokens.TryGetValue(scope, out var token)
                && token.Header.Parameter == sent.Parameter && token.Expires > clock.GetUtcNow()
                ? null
                : await AskAsync(bearer, scope, asked, cancellationToken);
        }

        if (challenges.Any(c => c.Is("Basic")))
        {
            if (!HasCredentials)
            {
                throw new ConnectorException(FailureKind.Forbidden, $"{location.Host} asks for a user name and a password; the connection has none.");
            }

            if (sent?.Scheme == "Basic")
            {
                throw new ConnectorException(FailureKind.Forbidden, $"{location.Host} refuses the user name or the password.");
            }

            return _basic = Basic();
        }

        return challenges.IsEmpty
            ? null
            : throw new ConnectorException(FailureKind.Forbidden, $"{location.Host} asks to sign in by {challenges[0].Scheme}; only Basic and Bearer are spoken here.");
    }

    /// <summary>Takes this connection's credentials and tokens out of a text that the registry sent.</summary>
    public string Clean(string text)
    {
        foreach (var value in Secrets().Where(s => s.Length > 0))
        {
            text = text.Replace(value, "***", StringComparison.Ordinal);
        }

        return text;
    }

    // Some servers read only the first scope: theirs goes first.
    private static string Merge(string theirs, string ours) => string.Join(' ', theirs.Split(' ').Concat(ours.Split(' ')).Where(s => s.Length > 0).Distinct());

    private IEnumerable<string> Secrets()
    {
        if (HasCredentials && secret is not null)
        {
            yield return Basic().Parameter ?? "";
            yield return secret;
            yield return Uri.EscapeDataString(secret);
        }

        foreach (var token in _tokens.Values)
        {
            yield return token.Header.Parameter ?? "";
        }
    }

    private AuthenticationHeaderValue Basic() => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{secret}")));

    private async Task<AuthenticationHeaderValue> AskAsync(AuthChallenge challenge, string key, string scope, CancellationToken cancellationToken)
    {
        var realm = Realm(challenge["realm"]);
        var query = new StringBuilder(realm.Query.TrimStart('?'));
        Append(query, "service", challenge["service"]);
        foreach (var one in scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Append(query, "scope", one);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query.ToString() }.Uri);
        request.Options.Set(HttpPipeline.BodyLimit, options.Token);
        request.Headers.Authorization = HasCredentials ? Basic() : null;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new ConnectorException(FailureKind.Forbidden, HasCredentials
                ? $"The token service {realm.Authority} of {location.Host} refuses the user name or the password."
                : $"The token service {realm.Authority} of {location.Host} gives no token without a user name and a password; the connection has none.");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await RegistryErrors.ReadAsync(response, realm.Authority, "a token", Clean, cancellationToken);
        }

        var token = Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), realm);
        if (_tokens.Count >= 1000)
        {
            _tokens.Clear();
        }

        _tokens[key] = token;
        return token.Header;
    }

    /// <summary>Where tokens are asked for: a host that may be named by anybody who answers for the registry, so only hosts that are known.</summary>
    private Uri Realm(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var realm) || realm.Scheme is not ("https" or "http") || realm.UserInfo.Length > 0)
        {
            throw new ConnectorException(FailureKind.HostError, $"{location.Host} names no usable token service.");
        }

        if (location.Origin.Scheme == "https" && realm.Scheme != "https")
        {
            throw new ConnectorException(FailureKind.Forbidden, $"{location.Host} names a token service that is not https: {realm.Authority}. Nothing was sent there.");
        }

        var isKnown = string.Equals(realm.IdnHost, location.Origin.IdnHost, StringComparison.OrdinalIgnoreCase)
            || (options.TokenHosts.TryGetValue(location.Origin.IdnHost, out var host) && string.Equals(realm.IdnHost, host, StringComparison.OrdinalIgnoreCase));
        return isKnown ? realm : throw new ConnectorException(FailureKind.Forbidden,
            $"{location.Host} names a token service on another host, {realm.Authority}, that is not on the list of known ones. Nothing was sent there.");
    }

    private Token Read(byte[] body, Uri realm)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var text = Text(root, "token") is { Length: > 0 } token ? token : Text(root, "access_token");
            if (!string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAny('\r', '\n', ' '))
            {
                // "expires_in … defaults to 60 seconds"; a part of it is kept for the way.
                var seconds = root.TryGetProperty("expires_in", out var lifetime) && lifetime.TryGetInt32(out var given) ? Math.Clamp(given, 5, 3600) : 60;
                return new Token(new AuthenticationHeaderValue("Bearer", text), clock.GetUtcNow().AddSeconds(seconds - Math.Min(10, seconds / 2)));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Told below.
        }

        throw new ConnectorException(FailureKind.HostError, $"The token service {realm.Authority} of {location.Host} answered something that is no token.");
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private sealed record Token(AuthenticationHeaderValue Header, DateTimeOffset Expires);
}
