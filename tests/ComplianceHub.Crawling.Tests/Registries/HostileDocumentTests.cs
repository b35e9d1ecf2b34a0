using System.Text.Json.Nodes;
using ComplianceHub.Storage;
using ComplianceHub.TestKit.Registries;

namespace ComplianceHub.Crawling.Tests.Registries;

/// <summary>Manifests, indexes and configs that lie.</summary>
public sealed class HostileDocumentTests : HostileRegistry
{
    [Fact]
    public Task Another_body_than_the_digest_names() => ExpectAsync(
        "/manifests/", c => AnswerAsync(c, OciLayoutBuilder.ManifestType, "{}", digest: "sha256:" + new string('b', 64)),
        FailureKind.IntegrityMismatch, "is not what its digest");

    [Fact]
    public async Task A_size_that_is_not_the_contents()
    {
        var image = Registry["bad"].Add(new TestImage { User = "x" });
        var manifest = JsonNode.Parse(image.Content)!;
        manifest["config"]!["size"] = 7;
        Registry["bad"].AddRaw(OciLayoutBuilder.ManifestType, manifest, "1");
        await ExpectAsync(FailureKind.IntegrityMismatch, "bytes where 7 were announced");
    }

    [Fact]
    public async Task A_config_that_is_said_to_be_huge_is_not_even_asked_for()
    {
        var manifest = JsonNode.Parse(Registry["bad"].Add(new TestImage { User = "x" }).Content)!;
        manifest["config"]!["size"] = 100_000_000;
        Registry["bad"].AddRaw(OciLayoutBuilder.ManifestType, manifest, "1");
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
        var layout = Registry["bad"];
        var inner = layout.Add(new TestImage { User = "deep" });
        for (var i = 0; i < 4; i++)
        {
            inner = layout.AddRaw(OciLayoutBuilder.IndexType, new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = OciLayoutBuilder.IndexType, ["manifests"] = new JsonArray(inner.Descriptor) }, i == 3 ? "1" : null);
        }

        await ExpectAsync(FailureKind.TooLarge, "nested more than 3 deep");
    }

    [Fact]
    public async Task A_failing_tag_does_not_close_what_was_seen_of_it()
    {
        Registry["bad"].Add(new TestImage(), "1");
        Assert.Empty((await CrawlAsync()).Failures);
        for (var i = 0; i < 3; i++)
        {
            await ExpectAsync("/manifests/", c => AnswerAsync(c, "text/plain", "", 500), FailureKind.HostError, "500");
            Assert.Contains("bad:1", await Bench.TagsAsync());
        }
    }
}
