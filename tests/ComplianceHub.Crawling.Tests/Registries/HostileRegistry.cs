using System.Text;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.Registries;
using ComplianceHub.Storage;
using ComplianceHub.TestKit.Registries;
using Microsoft.AspNetCore.Http;

namespace ComplianceHub.Crawling.Tests.Registries;

/// <summary>One repository misbehaves, in each way; what it gets is recorded, and the honest ones around it are read.</summary>
public abstract class HostileRegistry : IAsyncLifetime
{
    protected const string Secret = "s3cr3t-of-the-connection";

    private InMemoryRegistry? _registry;
    private RegistryBench? _bench;

    protected InMemoryRegistry Registry => _registry!;

    internal RegistryBench Bench => _bench!;

    public async ValueTask InitializeAsync()
    {
        _registry = await InMemoryRegistry.StartAsync();
        Registry["a/good"].Add(new TestImage(), "1");
        Registry["z/good"].Add(new TestImage { User = "app" }, "1");
        _bench = await RegistryBench.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        await Registry.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static Task AnswerAsync(HttpContext context, string type, string text, int status = 200, string? digest = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (digest is not null)
        {
            context.Response.Headers["Docker-Content-Digest"] = digest;
        }

        var body = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }

    protected Task ExpectAsync(string path, Func<HttpContext, Task> answer, FailureKind kind, string message)
    {
        if (Registry["bad"].Tags.Count == 0)
        {
            Registry["bad"].Add(new TestImage { User = "never read" }, "1");
        }

        Registry.Intercept = async c =>
        {
            // HEAD is answered without a digest: the registry is old, and the manifest must be fetched to know.
            if (!c.Request.Path.Value!.Contains("/bad" + path))
            {
                return false;
            }

            if (HttpMethods.IsHead(c.Request.Method) && c.Request.Path.Value.Contains("/manifests/"))
            {
                return true;
            }

            await answer(c);
            return true;
        };
        return ExpectAsync(kind, message);
    }

    protected async Task ExpectAsync(FailureKind kind, string message)
    {
        var report = await CrawlAsync();
        Assert.Null(report.Error);
        var failure = report.Failure("/bad");
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(message, failure.Message);
        Assert.DoesNotContain(Secret, failure.Message);
        var tags = await Bench.TagsAsync();
        Assert.Contains("a/good:1", tags);
        Assert.Contains("z/good:1", tags);
    }

    internal Task<CrawlReport> CrawlAsync(RegistryOptions? options = null) => Bench.CrawlAsync(
        new RegistryConnector(new HttpPipeline(RegistryBench.Fast, TimeProvider.System), options ?? new RegistryOptions(), new KnownArtifacts(), TimeProvider.System),
        new ConnectionDraft("registry", "hostile", Registry.Url, null, "robot", Secret, false, true));
}
