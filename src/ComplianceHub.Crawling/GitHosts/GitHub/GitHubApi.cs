using System.Net;
using System.Text.Json;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using Octokit;
using Octokit.Internal;
using Connection = ComplianceHub.Storage.Entities.Connection;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>
/// One crawl's conversation with GitHub: Octokit over the one pipeline. Everything that goes wrong is a <see cref="ConnectorException"/> with a sentence for
/// the administrator.
/// </summary>
internal sealed class GitHubApi : IDisposable
{
    private static readonly ProductHeaderValue s_product = new("ComplianceHub", "0.1");
    private readonly GovernorHandler _governor;
    private readonly HttpClientAdapter _client;
    private readonly Octokit.Connection _connection;

    public GitHubApi(HttpPipeline pipeline, RateGovernor governor, GitHubOptions options, Connection connection, string? secret, TimeProvider clock)
    {
        Address = GitHubAddress.Of(connection);
        Credentials = GitHubCredentials.Of(connection.UserName, secret, Address.Owner, AsApp, clock);
        _governor = new GovernorHandler(governor, Address.Host, () => Credentials.Fingerprint, options, clock, pipeline.CreateHandler(connection));
        (_client, _connection) = Connect(Credentials, _governor);

        IGitHubClient AsApp(ICredentialStore app)
        {
            // The App itself has an allowance of its own.
            var handler = new GovernorHandler(governor, Address.Host, () => $"app {connection.UserName}", options, clock, pipeline.CreateHandler(connection));
            return new GitHubClient(Connect(app, handler).Connection);
        }
    }

    public GitHubAddress Address { get; }

    public GitHubCredentials Credentials { get; }

    /// <summary>Requests sent so far.</summary>
    public int Calls => _governor.Calls;

    /// <summary>Asks the query language. Errors that leave data are the caller's.</summary>
    /// <param name="what">What is asked for, as people call it.</param>
    public async Task<GraphQlAnswer> QueryAsync(string query, object variables, string what, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new { query, variables });
        var answer = await SendAsync(
            () => _connection.Post<GraphQlAnswer>(Address.GraphQl, body, "application/json", "application/json", new Dictionary<string, string>(), cancellationToken), what);
        return answer.Errors.Any(e => e.Type is "RATE_LIMITED" or "RATE_LIMIT" || e.Message?.Contains("rate limit", StringComparison.OrdinalIgnoreCase) == true)
            ? throw _governor.QueriesRefused()
            : answer;
    }

    /// <summary>A tree by its own or its commit's id; null when the repository is empty after all.</summary>
    public async Task<TreeAnswer?> TreeAsync(long repository, string sha, bool recursive, string what, CancellationToken cancellationToken)
    {
        try
        {
            // By number: a renamed repository answers as well.
            var url = new Uri($"repositories/{repository}/git/trees/{sha}", UriKind.Relative);
            var parameters = recursive ? new Dictionary<string, string> { ["recursive"] = "1" } : [];
            return await SendAsync(() => _connection.Get<TreeAnswer>(url, parameters, AcceptHeaders.StableVersionJson, cancellationToken), what);
        }
        catch (ConnectorException e) when (e.InnerException is ApiException { StatusCode: HttpStatusCode.Conflict })
        {
            return null;
        }
    }

    /// <summary>A content's bytes, not verified.</summary>
    public async Task<byte[]> BlobAsync(long repository, string sha, string what, CancellationToken cancellationToken)
    {
        var url = new Uri($"repositories/{repository}/git/blobs/{sha}", UriKind.Relative);
        var answer = await SendAsync(() => _connection.Get<BlobAnswer>(url, new Dictionary<string, string>(), AcceptHeaders.StableVersionJson, cancellationToken), what);
        try
        {
            return answer is { Encoding: "base64", Content: { } content } ? Convert.FromBase64String(content)
                : throw new ConnectorException(FailureKind.Malformed, $"{Address.Host} sends {what} in no known encoding.");
        }
        catch (FormatException)
        {
            throw new ConnectorException(FailureKind.Malformed, $"{Address.Host} sends {what} in broken base64.");
        }
    }

    public void Dispose() => _client.Dispose();

    private (HttpClientAdapter Client, Octokit.Connection Connection) Connect(ICredentialStore credentials, GovernorHandler handler)
    {
        var client = new HttpClientAdapter(() => handler);

        // The pipeline has its own limits of time, for each attempt and for the whole.
        client.SetRequestTimeout(Timeout.InfiniteTimeSpan);
        return (client, new Octokit.Connection(s_product, Address.Api, credentials, client, new GitHubJson()));
    }

    private async Task<T> SendAsync<T>(Func<Task<IApiResponse<T>>> send, string what)
        where T : class
    {
        try
        {
            return (await send()).Body ?? throw new ConnectorException(FailureKind.HostError, $"{Address.Host} answers with something that is not JSON; is it GitHub?");
        }
        catch (ApiException e)
        {
            throw GitHubErrors.Of(e, Address.Host, what);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(FailureKind.Malformed, $"{Address.Host} sends {what} in a form that GitHub does not have.", null, e);
        }
    }
}
