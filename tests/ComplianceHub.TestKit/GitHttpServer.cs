using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
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

        await BridgeAsync(context);
    }

    // RFC 3875
    private async Task BridgeAsync(HttpContext context)
    {
        var request = context.Request;
        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_PROJECT_ROOT"] = _root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["REQUEST_METHOD"] = request.Method;
        start.Environment["PATH_INFO"] = request.Path;
        start.Environment["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?');
        start.Environment["CONTENT_TYPE"] = request.ContentType;
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding;
        start.Environment["GIT_PROTOCOL"] = request.Headers["Git-Protocol"];
        using var backend = Process.Start(start)!;
        var error = backend.StandardError.ReadToEndAsync();
        var feeding = FeedAsync(request, backend);
        var output = new BufferedStream(backend.StandardOutput.BaseStream);
        while (ReadLine(output) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            if (name.Equals("Status", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.StatusCode = int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
            }
            else
            {
                context.Response.Headers[name] = value;
            }
        }

        await output.CopyToAsync(context.Response.Body);
        await feeding;
        await backend.WaitForExitAsync();
        await error;
    }

    private static async Task FeedAsync(HttpRequest request, Process backend)
    {
        try
        {
            await request.Body.CopyToAsync(backend.StandardInput.BaseStream);
            backend.StandardInput.Close();
        }
        catch (IOException)
        {
            // It had enough.
        }
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        int character;
        while ((character = stream.ReadByte()) is not (-1 or '\n'))
        {
            line.Append((char)character);
        }

        return line.ToString().TrimEnd('\r');
    }
}
