using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.TestKit.GitHub;

/// <summary>
/// An Enterprise Server of one organisation, on loopback: the parts of REST (<c>/api/v3</c>), of the query language (<c>/api/graphql</c>) and of git over http
/// that crawlers use, with GitHub's status codes, headers, bodies, limits and <see cref="Faults"/>. It counts what is asked of it.
/// </summary>
public sealed class GitHubServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly GitHubSchema _schema;
    private int _requests;
    private int _untilSecondary = int.MaxValue;
    private int? _secondaryAfter;
    private long _bytes;

    private GitHubServer(WebApplication app, TimeProvider clock)
    {
        _app = app;
        _clock = clock;
        _schema = new GitHubSchema(this);
        Core = new GitHubAllowance("core", clock);
        Queries = new GitHubAllowance("graphql", clock);
    }

    public string Url { get; private set; } = "";

    public string Owner { get; init; } = "octo";

    public string Token { get; set; } = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    /// <summary>What git accepts; null for the same.</summary>
    public string? GitToken { get; set; }

    public GitHubApp? App { get; set; }

    public GitHubFaults Faults { get; } = new();

    public GitHubAllowance Core { get; }

    public GitHubAllowance Queries { get; }

    /// <summary>Oldest first.</summary>
    public List<GitHubRepository> Repositories { get; } = [];

    /// <summary>Method and path of each request, git's own left out.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Bytes of all answers as sent, compressed where the client takes that.</summary>
    public long Bytes => _bytes;

    public static async Task<GitHubServer> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new GitHubServer(app, clock);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        server.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public int Count(string part) => Requests.Count(r => r.Contains(part, StringComparison.Ordinal));

    public GitHubRepository Add(string name, params (string Path, string? Text)[] files)
    {
        var repository = new GitHubRepository(Repositories.Count == 0 ? 1000 : Repositories[^1].Id + 1, Owner, name);
        Repositories.Add(repository);
        return files.Length == 0 ? repository : repository.Commit(_clock.GetUtcNow(), files);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal GitHubRepository? Find(long id) => IndexAfter(id - 1) is var index && index < Repositories.Count && Repositories[index].Id == id ? Repositories[index] : null;

    internal int IndexAfter(long id)
    {
        var (low, high) = (0, Repositories.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Repositories[middle].Id <= id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    internal byte[]? ContentOf(GitHubRepository repository, string sha) =>
        repository.Blob(sha) is not { } content ? null : Faults.CorruptBlobs ? [.. content, (byte)'!'] : content;

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        context.Response.Headers.Date = _clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (path.Contains(".git/", StringComparison.Ordinal))
        {
            await GitAsync(context, path);
            return;
        }

        Requests.Enqueue($"{context.Request.Method} {path}{context.Request.QueryString}");
        var number = Interlocked.Increment(ref _requests);
        Faults.OnRequest?.Invoke(number);
        var isQuery = path == "/api/graphql";
        if (Refusal(context, isQuery, number) is { } refusal)
        {
            await AnswerAsync(context, refusal.Status, refusal.Body);
        }
        else if (isQuery)
        {
            await QueryAsync(context);
        }
        else
        {
            var (status, body) = new GitHubRest(this).Answer(context, path);
            await AnswerAsync(context, status, body);
        }
    }

    private (int Status, JsonNode? Body)? Refusal(HttpContext context, bool isQuery, int number)
    {
        var request = context.Request;
        if (request.Headers.UserAgent.Count == 0)
        {
            return (403, Message("Request forbidden by administrative rules. Please make sure your request has a User-Agent header."));
        }

        if (request.Headers["X-GitHub-Api-Version"].ToString() is { Length: > 0 } version && version is not ("2022-11-28" or "2026-03-10"))
        {
            return (400, Message("Unsupported API version"));
        }

        if (Faults.AnswersHtml)
        {
            return (200, null);
        }

        if (Faults.BadGatewayOneIn is { } oneIn && number % oneIn == 0)
        {
            return (502, Message("Server Error"));
        }

        var token = request.Headers.Authorization.ToString().Split(' ') is [_, var given] ? given : "";
        var asApp = request.Path.StartsWithSegments("/api/v3/app") || request.Path.Value!.EndsWith("/installation", StringComparison.Ordinal);
        if (Faults.Unauthorized || !(asApp ? App?.Accepts(token) == true : token == Token || App?.Knows(token) == true))
        {
            return (401, Message("Bad credentials"));
        }

        return asApp ? null : Limited(context, isQuery);
    }

    private (int Status, JsonNode? Body)? Limited(HttpContext context, bool isQuery)
    {
        if (Faults.SecondaryLimitAfter != _secondaryAfter)
        {
            _secondaryAfter = Faults.SecondaryLimitAfter;
            _untilSecondary = _secondaryAfter ?? int.MaxValue;
        }

        if (Interlocked.Decrement(ref _untilSecondary) < 0)
        {
            if (Faults.SecondaryRetryAfter is { } wait)
            {
                context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            }

            return (Faults.SecondaryIs429 ? 429 : 403, Message("You have exceeded a secondary rate limit. Please wait a few minutes before you try again."));
        }

        var allowance = isQuery ? Queries : Core;
        if (allowance.Limit is null)
        {
            return null;
        }

        var taken = allowance.Take(1);
        foreach (var (name, value) in new[] { ("Limit", allowance.Limit.Value), ("Remaining", allowance.Remaining), ("Used", allowance.Used), ("Reset", allowance.Reset) })
        {
            context.Response.Headers["X-RateLimit-" + name] = value.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.Headers["X-RateLimit-Resource"] = allowance.Resource;
        return taken ? null
            : isQuery ? (200, new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["type"] = "RATE_LIMITED", ["message"] = "API rate limit exceeded for user ID 1." }) })
            : (403, Message("API rate limit exceeded for user ID 1."));
    }

    private async Task QueryAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var variables = body.RootElement.GetProperty("variables");
        var document = GraphQlDocument.Parse(body.RootElement.GetProperty("query").GetString() ?? "");
        if ((variables.TryGetProperty("first", out var first) && first.GetInt32() > Faults.LargestPage) || variables.EnumerateObject().Count(v => v.Name[0] == 'b') > Faults.MostBlobs)
        {
            await AnswerAsync(context, 502, Message("We couldn't respond to your request in time. Sorry about that."));
            return;
        }

        var executor = new GraphQlExecutor(document, variables);
        var answer = new JsonObject { ["data"] = executor.Answer(_schema.Query) };
        if (executor.Errors.Count > 0)
        {
            answer["errors"] = executor.Errors;
        }

        await AnswerAsync(context, 200, answer);
    }

    private async Task GitAsync(HttpContext context, string path)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + (GitToken ?? Token)));
        if (context.Request.Headers.Authorization.ToString() != expected)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"GitHub\"";
            return;
        }

        var end = path.IndexOf(".git/", StringComparison.Ordinal);
        if (Repositories.Find(r => "/" + r.FullName == path[..end])?.GitDirectory is { } directory)
        {
            await GitHttpBackend.ServeAsync(context, Path.GetDirectoryName(directory)!, "/" + Path.GetFileName(directory) + path[(end + 4)..]);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }

    private async Task AnswerAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = body is null ? "text/html" : "application/json; charset=utf-8";
        context.Response.Headers["X-GitHub-Media-Type"] = "github.v3; format=json";
        var bytes = body is null ? "<html><title>Proxy</title></html>"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(body);
        if (bytes.Length > 1000 && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            using var compressed = new MemoryStream();
            await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            {
                await gzip.WriteAsync(bytes);
            }

            bytes = compressed.ToArray();
        }

        Interlocked.Add(ref _bytes, bytes.Length);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    internal static JsonObject Message(string text) => new() { ["message"] = text, ["documentation_url"] = "https://docs.github.com/rest" };
}
