using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.TestKit.Registries;

/// <summary>A request that <see cref="InMemoryRegistry"/> got.</summary>
public sealed record RegistryRequest(string Method, string PathAndQuery, string? Authorization);

/// <summary>A registry that can be made to misbehave: well behaved by itself, while <see cref="Intercept"/> answers whatever a test wants.</summary>
public sealed class InMemoryRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, OciLayoutBuilder> _repositories = new(StringComparer.Ordinal);

    private InMemoryRegistry(WebApplication app) => _app = app;

    /// <summary>Host and port.</summary>
    public string Host { get; private set; } = "";

    public string Url => "http://" + Host;

    /// <summary>Answers instead of the registry when it returns true.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; set; }

    public ConcurrentQueue<RegistryRequest> Requests { get; } = new();

    public static async Task<InMemoryRegistry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var registry = new InMemoryRegistry(app);
        app.Run(registry.HandleAsync);
        await app.StartAsync();
        registry.Host = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;
        return registry;
    }

    /// <summary>The images of a repository; made when it is new.</summary>
    public OciLayoutBuilder this[string repository] =>
        _repositories.TryGetValue(repository, out var layout) ? layout : _repositories[repository] = new OciLayoutBuilder();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var authorization = request.Headers.Authorization.ToString();
        Requests.Enqueue(new RegistryRequest(request.Method, request.Path + request.QueryString, authorization.Length == 0 ? null : authorization));
        if (Intercept is null || !await Intercept(context))
        {
            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path == "/v2/")
        {
            await context.Response.WriteAsJsonAsync(new { });
        }
        else if (path == "/v2/_catalog")
        {
            await context.Response.WriteAsJsonAsync(new { repositories = _repositories.Keys.Order(StringComparer.Ordinal) });
        }
        else if (parts.Length >= 4 && parts[0] == "v2" && _repositories.TryGetValue(string.Join('/', parts[1..^2]), out var layout))
        {
            await AnswerAsync(context, layout, parts[^2], parts[^1]);
        }
        else
        {
            await FailAsync(context, "NAME_UNKNOWN");
        }
    }

    private static async Task AnswerAsync(HttpContext context, OciLayoutBuilder layout, string what, string reference)
    {
        if (what == "tags")
        {
            await context.Response.WriteAsJsonAsync(new { tags = layout.Tags.Select(t => t.Tag) });
            return;
        }

        var blob = layout.Tags.FirstOrDefault(t => t.Tag == reference).Blob ?? layout.Blobs.GetValueOrDefault(reference);
        if (blob is null)
        {
            await FailAsync(context, what == "manifests" ? "MANIFEST_UNKNOWN" : "BLOB_UNKNOWN");
            return;
        }

        context.Response.ContentType = what == "manifests" ? blob.MediaType : "application/octet-stream";
        context.Response.Headers["Docker-Content-Digest"] = blob.Digest;
        context.Response.ContentLength = blob.Content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(blob.Content);
        }
    }

    private static Task FailAsync(HttpContext context, string code)
    {
        context.Response.StatusCode = 404;
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{"errors":[{"code":"{{code}}","message":"not known to registry","detail":null}]}""");
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(body);
    }
}
