using System.Text;
using System.Text.Json.Nodes;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.Registries;
using ComplianceHub.Storage;
using ComplianceHub.TestKit.Registries;
using Microsoft.AspNetCore.Http;

namespace ComplianceHub.Crawling.Tests.Registries;

/// <summary>One repository misbehaves, in each way; what it gets is recorded, and the honest ones around it are read.</summary>
public sealed class HostileRegistryTests : IAsyncLifetime
{
    private const string Secret = "s3cr3t-of-the-connection";
    private InMemoryRegistry _registry = null!;
    private RegistryBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await InMemoryRegistry.StartAsync();
        _registry["a/good"].Add(new TestImage(), "1");
        _registry["z/good"].Add(new TestImage { User = "app" }, "1");
        _bench = await RegistryBench.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public Task Another_body_than_the_digest_names() => ExpectAsync(
        "/manifests/", c => AnswerAsync(c, OciLayoutBuilder.ManifestType, "{}", digest: "sha256:" + new string('b', 64)),
        FailureKind.IntegrityMismatch, "is not what its digest");

    [Fact]
    public async Task A_size_that_is_not_the_contents()
    {
        var image = _registry["bad"].Add(new TestImage { User = "x" });
        var manifest = JsonNode.Parse(image.Content)!;
        manifest["config"]!["size"] = 7;
        _registry["bad"].AddRaw(OciLayoutBuilder.ManifestType, manifest, "1");
        await ExpectAsync(FailureKind.IntegrityMismatch, "bytes where 7 were announced");
    }

    [Fact]
    public async Task A_config_that_is_said_to_be_huge_is_not_even_asked_for()
    {
        var manifest = JsonNode.Parse(_registry["bad"].Add(new TestImage { User = "x" }).Content)!;
        manifest["config"]!["size"] = 100_000_000;
        _registry["bad"].AddRaw(OciLayoutBuilder.ManifestType, manifest, "1");
        await ExpectAsync(FailureKind.TooLarge, "100000000 bytes");
    }

    [Fact]
    public Task A_manifest_of_100_MB_without_a_length() => ExpectAsync("/manifests/", async c =>
    {
        c.Response.ContentType = OciLayoutBuilder.ManifestType;
        var chunk = new byte[1 << 20];
        for (var i = 0; i < 100 && !c.RequestAborted.IsCancellationRequested; i++)
        {
            await c.Response.Body.WriteAsync(chunk, c.RequestAborted);
        }
    }, FailureKind.TooLarge, "at most 4194304 are read");

    [Fact]
    public Task A_manifest_of_100_MB_that_says_so() => ExpectAsync("/manifests/", c =>
    {
        c.Response.ContentType = OciLayoutBuilder.ManifestType;
        c.Response.ContentLength = 100 << 20;
        return c.Response.Body.WriteAsync(new byte[1024], c.RequestAborted).AsTask();
    }, FailureKind.TooLarge, "104857600 bytes");

    [Fact]
    public Task A_body_that_stops() => ExpectAsync("/manifests/", async c =>
    {
        c.Response.ContentType = OciLayoutBuilder.ManifestType;
        await c.Response.Body.WriteAsync("{"u8.ToArray());
        await c.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, c.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }, FailureKind.Timeout, "in the middle of an answer");

    [Fact]
    public Task Duplicate_names() => ExpectAsync("/manifests/",
        c => AnswerAsync(c, OciLayoutBuilder.ManifestType, """{"schemaVersion":2,"schemaVersion":2,"config":{},"layers":[]}"""), FailureKind.Malformed, "a JSON name twice");

    [Fact]
    public Task An_index_that_is_a_manifest_as_well() => ExpectAsync("/manifests/",
        c => AnswerAsync(c, OciLayoutBuilder.IndexType, """{"schemaVersion":2,"manifests":[],"layers":[]}"""), FailureKind.Malformed, "an index and a manifest at once");

    [Fact]
    public Task Schema_1() => ExpectAsync("/manifests/",
        c => AnswerAsync(c, "application/vnd.docker.distribution.manifest.v1+prettyjws", """{"schemaVersion":1,"fsLayers":[]}"""), FailureKind.Malformed, "schema 1");

    [Fact]
    public Task An_index_that_names_itself() => ExpectAsync("/manifests/", c =>
    {
        // No honest digest can close a loop: the inner one is a lie, and found to be one.
        var self = "sha256:" + new string('c', 64);
        return AnswerAsync(c, OciLayoutBuilder.IndexType,
            $$"""{"schemaVersion":2,"mediaType":"{{OciLayoutBuilder.IndexType}}","manifests":[{"mediaType":"{{OciLayoutBuilder.IndexType}}","digest":"{{self}}","size":278}]}""", digest: c.Request.Path.Value!.Contains("sha256:") ? self : null);
    }, FailureKind.IntegrityMismatch, "announced");

    [Fact]
    public async Task Indexes_in_indexes_in_indexes_in_indexes()
    {
        var layout = _registry["bad"];
        var inner = layout.Add(new TestImage { User = "deep" });
        for (var i = 0; i < 4; i++)
        {
            inner = layout.AddRaw(OciLayoutBuilder.IndexType, new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = OciLayoutBuilder.IndexType, ["manifests"] = new JsonArray(inner.Descriptor) }, i == 3 ? "1" : null);
        }

        await ExpectAsync(FailureKind.TooLarge, "nested more than 3 deep");
    }

    [Fact]
    public Task A_web_page_instead_of_tags() => ExpectAsync("/tags/list",
        c => AnswerAsync(c, "text/html", "<html><title>Welcome to our proxy</title></html>"), FailureKind.Malformed, "Welcome to our proxy");

    [Fact]
    public async Task A_500_is_tried_again_and_then_told()
    {
        await ExpectAsync("/tags/list", c => AnswerAsync(c, "text/plain", "database is down, your password is " + Secret, 500), FailureKind.HostError, "500");
        Assert.Equal(4, _registry.Requests.Count(r => r.PathAndQuery.Contains("/bad/tags/list")));
    }

    [Fact]
    public async Task A_429_with_a_long_pause_says_when()
    {
        await ExpectAsync("/tags/list", c =>
        {
            c.Response.Headers.RetryAfter = "300";
            return AnswerAsync(c, "text/plain", "Retry later", 429);
        }, FailureKind.RateLimited, "again in 5 min");
        Assert.Single(_registry.Requests, r => r.PathAndQuery.Contains("/bad/tags/list"));
    }

    [Fact]
    public async Task Two_rate_limited_repositories_park_the_connection()
    {
        _registry["bad"].Add(new TestImage(), "1");
        _registry["worse"].Add(new TestImage(), "1");
        _registry.Intercept = async c =>
        {
            if (!c.Request.Path.Value!.EndsWith("/tags/list"))
            {
                return false;
            }

            c.Response.Headers.RetryAfter = "300";
            await AnswerAsync(c, "text/plain", "Retry later", 429);
            return true;
        };
        var report = await CrawlAsync();
        Assert.Equal(FailureKind.RateLimited, report.Error?.Failure);
        Assert.Equal(TimeSpan.FromSeconds(300), report.Error?.RetryAfter);
    }

    [Fact]
    public async Task A_short_pause_is_waited_for()
    {
        var first = true;
        _registry.Intercept = async c =>
        {
            if (!first || !c.Request.Path.Value!.EndsWith("/a/good/tags/list"))
            {
                return false;
            }

            first = false;
            c.Response.Headers.RetryAfter = "0";
            await AnswerAsync(c, "text/plain", "Retry later", 429);
            return true;
        };
        Assert.Empty((await CrawlAsync()).Failures);
    }

    [Fact]
    public async Task A_redirect_to_another_host_gets_no_credential()
    {
        await using var other = await InMemoryRegistry.StartAsync();
        other["bad"].Add(new TestImage(), "1");
        _registry["bad"].Add(new TestImage(), "1");
        _registry.Intercept = async c =>
        {
            if (c.Request.Headers.Authorization.Count == 0)
            {
                c.Response.Headers.WWWAuthenticate = "Negotiate, Basic realm=\"a, b\"";
                await AnswerAsync(c, "text/plain", "", 401);
                return true;
            }

            if (c.Request.Path.Value!.Contains("/bad/"))
            {
                c.Response.Redirect(other.Url + c.Request.Path);
                return true;
            }

            return false;
        };
        var report = await CrawlAsync();
        Assert.Empty(report.Failures);
        Assert.Equal(["a/good:1", "bad:1", "z/good:1"], await _bench.TagsAsync());
        Assert.NotEmpty(other.Requests);
        Assert.All(other.Requests, r => Assert.Null(r.Authorization));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    public Task A_redirect_to_a_link_local_address(string target) => ExpectAsync("/tags/list", c =>
    {
        c.Response.Redirect(target);
        return Task.CompletedTask;
    }, FailureKind.Forbidden, "link-local");

    [Fact]
    public Task A_redirect_in_a_circle() => ExpectAsync("/tags/list", c =>
    {
        c.Response.Redirect(c.Request.Path);
        return Task.CompletedTask;
    }, FailureKind.HostError, "redirects more than 5 times");

    [Fact]
    public Task Tags_that_go_on_at_another_host() => ExpectAsync("/tags/list", c =>
    {
        c.Response.Headers.Link = "<http://elsewhere.example/v2/bad/tags/list?last=1>; rel=\"next\"";
        return AnswerAsync(c, "application/json", """{"tags":["1"]}""");
    }, FailureKind.HostError, "at another host");

    [Fact]
    public async Task A_catalogue_without_an_end_is_cut_and_what_was_listed_is_read()
    {
        var page = 0;
        _registry.Intercept = async c =>
        {
            if (c.Request.Path != "/v2/_catalog")
            {
                return false;
            }

            page++;
            c.Response.Headers.Link = $"</v2/_catalog?n=2&last=x{page}>; rel=\"next\"";
            await AnswerAsync(c, "application/json", page == 1 ? """{"repositories":["a/good","z/good"]}""" : $$"""{"repositories":["made/up{{page}}"]}""");
            return true;
        };
        var report = await CrawlAsync(new RegistryOptions { Pages = 20 });
        Assert.Equal(20, page);
        Assert.Equal(FailureKind.TooLarge, report.Error?.Failure);
        Assert.Contains("does not end", report.Error!.Message);
        Assert.Equal(["a/good:1", "z/good:1"], await _bench.TagsAsync());
    }

    [Fact]
    public async Task A_next_link_that_repeats_is_the_end()
    {
        _registry.Intercept = async c =>
        {
            if (c.Request.Path != "/v2/_catalog")
            {
                return false;
            }

            c.Response.Headers.Link = "</v2/_catalog?n=1000>; rel=next";
            await AnswerAsync(c, "application/json", """{"repositories":["a/good","z/good"]}""");
            return true;
        };
        Assert.Null((await CrawlAsync()).Error);
    }

    [Theory]
    [InlineData("Bearer realm=\"http://tokens.elsewhere.example/token\",service=\"s\"", "on another host")]
    [InlineData("Bearer realm=\"ftp://127.0.0.1/token\"", "no usable token service")]
    [InlineData("Negotiate", "only Basic and Bearer")]
    public async Task A_token_service_elsewhere_is_sent_nothing(string challenge, string message)
    {
        _registry.Intercept = async c =>
        {
            c.Response.Headers.WWWAuthenticate = challenge;
            await AnswerAsync(c, "text/plain", "", 401);
            return true;
        };
        var report = await CrawlAsync();
        Assert.Contains(message, report.Error?.Message);
    }

    [Fact]
    public async Task A_failing_tag_does_not_close_what_was_seen_of_it()
    {
        _registry["bad"].Add(new TestImage(), "1");
        Assert.Empty((await CrawlAsync()).Failures);
        for (var i = 0; i < 3; i++)
        {
            await ExpectAsync("/manifests/", c => AnswerAsync(c, "text/plain", "", 500), FailureKind.HostError, "500");
            Assert.Contains("bad:1", await _bench.TagsAsync());
        }
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_said_to_be_so()
    {
        await _registry.DisposeAsync();
        var report = await CrawlAsync();
        Assert.Equal(FailureKind.Unreachable, report.Error?.Failure);
        Assert.Contains("refuses the connection", report.Error!.Message);
    }

    private static Task AnswerAsync(HttpContext context, string type, string text, int status = 200, string? digest = null)
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

    private Task ExpectAsync(string path, Func<HttpContext, Task> answer, FailureKind kind, string message)
    {
        if (_registry["bad"].Tags.Count == 0)
        {
            _registry["bad"].Add(new TestImage { User = "never read" }, "1");
        }

        _registry.Intercept = async c =>
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

    private async Task ExpectAsync(FailureKind kind, string message)
    {
        var report = await CrawlAsync();
        Assert.Null(report.Error);
        var failure = report.Failure("/bad");
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(message, failure.Message);
        Assert.DoesNotContain(Secret, failure.Message);
        var tags = await _bench.TagsAsync();
        Assert.Contains("a/good:1", tags);
        Assert.Contains("z/good:1", tags);
    }

    private Task<CrawlReport> CrawlAsync(RegistryOptions? options = null) => _bench.CrawlAsync(
        new RegistryConnector(new HttpPipeline(RegistryBench.Fast, TimeProvider.System), options ?? new RegistryOptions(), new KnownArtifacts(), TimeProvider.System),
        new ConnectionDraft("registry", "hostile", _registry.Url, null, "robot", Secret, false, true));
}
