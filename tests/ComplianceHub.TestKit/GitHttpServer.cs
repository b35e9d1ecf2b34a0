using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.TestKit;

/// <summary>Serves the bare repositories of a folder over http on loopback, by Git's own <c>git http-backend</c>.</summary>
public sealed class GitHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _root;

    private GitHttpServer(WebApplication app, string root)
    {
        _app = app;
        _root = root;
    }

    /// <summary>For instance <c>http://127.0.0.1:40000</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The expected Authorization header; null asks for none.</summary>
    public string? Authorization { get; init; }

    /// <summary>Answers every request for a path below with a redirect there.</summary>
    public string? RedirectTo { get; set; }

    /// <summary>Answers instead of Git when set.</summary>
    public Func<HttpContext, bool>? Intercept { get; set; }

    /// <summary>Method, path and Authorization of each request.</summary>
    public ConcurrentQueue<(string Request, string? Authorization)> Requests { get; } = new();

    public static async Task<GitHttpServer> StartAsync(string root, string? authorization = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new GitHttpServer(app, root) { Authorization = authorization };
        app.Run(server.HandleAsync);
        await app.StartAsync();
        server.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var authorization = request.Headers.Authorization.ToString() is { Length: > 0 } header ? header : null;
        Requests.Enqueue(($"{request.Method} {request.Path}{request.QueryString}", authorization));
        if (RedirectTo is { } target)
        {
            context.Response.Redirect(target + request.Path + request.QueryString);
            return;
        }

        if (Intercept?.Invoke(context) == true)
        {
            return;
        }

        if (Authorization is not null && authorization != Authorization)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return;
        }

        await GitHttpBackend.ServeAsync(context, _root, request.Path);
    }
}
