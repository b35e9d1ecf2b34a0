using System.Text;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Tests.Facts;

public sealed class OciDocumentsTests
{
    private const string Digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Config = $$"""{"mediaType":"{{OciMediaTypes.Config}}","digest":"{{Digest}}","size":2}""";
    private const string Layer = $$"""{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{{Digest}}","size":10}""";
    private const string Manifest = $$"""{"schemaVersion":2,"mediaType":"{{OciMediaTypes.Manifest}}","config":{{Config}},"layers":[{{Layer}}]}""";
    private const string Index = $$"""{"schemaVersion":2,"mediaType":"{{OciMediaTypes.Index}}","manifests":[]}""";

    public static TheoryData<string?, string, OciKind> Documents => new()
    {
        { OciMediaTypes.Manifest, Manifest, OciKind.Manifest },
        { OciMediaTypes.Manifest + "; charset=utf-8", Manifest, OciKind.Manifest },
        { null, Manifest, OciKind.Manifest },
        { "application/json", Manifest, OciKind.Manifest },
        { OciMediaTypes.DockerManifest, Manifest.Replace(OciMediaTypes.Manifest, OciMediaTypes.DockerManifest), OciKind.Manifest },
        { OciMediaTypes.Index, Index, OciKind.Index },
        { OciMediaTypes.DockerList, Index.Replace(OciMediaTypes.Index, OciMediaTypes.DockerList), OciKind.Index },
        { OciMediaTypes.Index, Manifest, OciKind.Malformed },
        { OciMediaTypes.Manifest, Index, OciKind.Malformed },
        { OciMediaTypes.Index, $$"""{"schemaVersion":2,"manifests":[],"layers":[]}""", OciKind.Malformed },
        { OciMediaTypes.Manifest, $$"""{"schemaVersion":2,"config":{{Config}},"layers":[],"manifests":[]}""", OciKind.Malformed },
        { OciMediaTypes.DockerSchema1Signed, """{"schemaVersion":1,"fsLayers":[],"history":[]}""", OciKind.Obsolete },
        { null, """{"schemaVersion":1,"fsLayers":[]}""", OciKind.Obsolete },
        { OciMediaTypes.Manifest, Manifest.Replace(OciMediaTypes.Config, "application/vnd.cncf.helm.config.v1+json"), OciKind.Artifact },
        { OciMediaTypes.Manifest, Manifest.Replace("application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.in-toto+json"), OciKind.Artifact },
        { OciMediaTypes.Manifest, Manifest.Replace("\"layers\"", "\"artifactType\":\"application/spdx+json\",\"layers\""), OciKind.Artifact },
        { OciMediaTypes.Manifest, "<html>", OciKind.Malformed },
        { OciMediaTypes.Manifest, "[]", OciKind.Malformed },
        { OciMediaTypes.Manifest, "", OciKind.Malformed },
        { OciMediaTypes.Manifest, Manifest.Replace("\"layers\"", "\"config\":{},\"layers\""), OciKind.Malformed },
        { OciMediaTypes.Manifest, Manifest.Replace("\"layers\"", "\"Config\":{},\"layers\""), OciKind.Malformed },
        { OciMediaTypes.Manifest, Manifest.Replace("\"size\":10", "\"size\":-1"), OciKind.Malformed },
        { OciMediaTypes.Manifest, Manifest.Replace("\"size\":10", "\"size\":9223372036854775807"), OciKind.Malformed },
        { OciMediaTypes.Manifest, Manifest.Replace("sha256:e3", "sha256:E3"), OciKind.Malformed },
        { OciMediaTypes.Manifest, Manifest.Replace("\"layers\"", "\"annotations\":{\"a\":\"\\ud800\"},\"layers\""), OciKind.Malformed },
        { OciMediaTypes.Manifest, "{\"a\":" + new string('[', 100_000), OciKind.Malformed },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_is_told_by_what_it_says_and_how_it_came(string? mediaType, string text, OciKind expected)
    {
        var (kind, reason) = OciDocuments.Classify(mediaType, Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, kind);
        Assert.Equal(kind is OciKind.Manifest or OciKind.Index, reason.Length == 0);
    }

    [Fact]
    public void A_duplicate_name_is_refused_at_any_depth()
    {
        var text = Manifest.Replace("\"size\":10", "\"size\":10,\"size\":11");
        Assert.False(OciDocuments.TryReadManifest(Encoding.UTF8.GetBytes(text), out _, out var error));
        Assert.Equal("It holds a JSON name twice.", error);
    }

    [Fact]
    public void An_index_flags_attestations()
    {
        var entry = """{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"DIGEST","size":3,"platform":{"os":"OS","architecture":"ARCH","variant":"V"}EXTRA}"""
            .Replace("DIGEST", Digest);
        var entries = string.Join(',',
            entry.Replace("OS", "linux").Replace("ARCH", "arm64").Replace("V", "v8").Replace("EXTRA", ""),
            entry.Replace("OS", "unknown").Replace("ARCH", "unknown").Replace("EXTRA", ""),
            entry.Replace("EXTRA", ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}"));
        Assert.True(OciDocuments.TryReadIndex(Encoding.UTF8.GetBytes(Index.Replace("[]", $"[{entries}]")), out var index, out _));
        Assert.Equal([false, true, true], index.Manifests.Select(m => m.IsAttestation));
        Assert.Equal("linux/arm64/v8", index.Images.Single().Platform!.ToString());
    }

    [Fact]
    public void A_config_may_be_full_of_nulls()
    {
        Assert.True(OciDocuments.TryReadConfig("""{"config":{"User":null,"Env":null,"Cmd":null,"Labels":null,"Healthcheck":null},"rootfs":null,"history":null,"created":null}"""u8.ToArray(),
            out var config, out _));
        Assert.Equal("", config.User);
        Assert.Null(config.Healthcheck);
        Assert.True(config.Env.IsEmpty && config.Labels.IsEmpty && config.History.IsEmpty);
    }

    [Fact]
    public void A_config_is_read_with_Dockers_extras()
    {
        Assert.True(OciDocuments.TryReadConfig("""
            {"os":"linux","architecture":"amd64","created":"2026-03-01T10:00:00.123456789Z","config":{"User":"1000:1000","Env":["PATH=/bin","A=b=c","EMPTY"],
             "Labels":{"a":"1","b":null},"ExposedPorts":{"80/tcp":{},"443":{}},"Volumes":{"/data":{}},"Entrypoint":"/run","Cmd":["-x"],"Shell":["/bin/sh","-c"],"StopSignal":"SIGINT",
             "Healthcheck":{"Test":["NONE"],"Interval":30}},
             "rootfs":{"type":"layers","diff_ids":["sha256:1"]},"history":[{"created_by":"ADD","created":"0001-01-01T00:00:00Z"},{"created_by":"ENV","empty_layer":true}]}
            """u8.ToArray(), out var config, out _));
        Assert.Equal([new("PATH", "/bin"), new("A", "b=c"), new("EMPTY", "")], config.Env);
        Assert.Equal(["443", "80/tcp"], config.ExposedPorts);
        Assert.Equal(["/run"], config.Entrypoint);
        Assert.Equal(["NONE"], config.Healthcheck!.Value);
        Assert.Equal("", config.Labels["b"]);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc), new DateTime(config.Created!.Value.Ticks / 10_000_000 * 10_000_000, DateTimeKind.Utc));
        Assert.Null(config.History[0].Created);
    }

    [Theory]
    [InlineData("""[{"created_by":"ADD x"},{"created_by":"ENV y","empty_layer":true}]""", "ADD x")]
    [InlineData("""[{"created_by":"ADD x"},{"created_by":"RUN y"}]""", null)]
    [InlineData("[]", null)]
    public void History_lines_belong_to_layers_when_their_counts_agree(string history, string? expected)
    {
        Assert.True(OciDocuments.TryReadManifest(Encoding.UTF8.GetBytes(Manifest), out var manifest, out _));
        Assert.True(OciDocuments.TryReadConfig(Encoding.UTF8.GetBytes($$"""{"os":"linux","architecture":"s390x","history":{{history}}}"""), out var config, out _));
        var platform = OciDocuments.ToPlatformFacts(Digest, manifest, config, null);
        Assert.Equal(expected, platform.Layers.Single().CreatedBy);
        Assert.Equal(10, platform.CompressedSize);
        Assert.Equal("linux/s390x", platform.Platform);
    }

    [Fact]
    public void An_image_is_put_together_from_what_is_stored_and_loops_end()
    {
        var config = Encoding.UTF8.GetBytes("""{"os":"linux","architecture":"amd64"}""");
        var manifest = Encoding.UTF8.GetBytes(Manifest.Replace(Config, Config.Replace(Digest, OciDigest.Of(config))));
        string Entry(string digest) => $$"""{"mediaType":"{{OciMediaTypes.Manifest}}","digest":"{{digest}}","size":3}""";
        var index = Encoding.UTF8.GetBytes(Index.Replace("[]", $"[{Entry(OciDigest.Of(manifest))},{Entry("sha256:" + new string('a', 64))},{Entry(Digest)}]"));
        var stored = new Dictionary<string, byte[]>
        {
            [OciDigest.Of(config)] = config,
            [OciDigest.Of(manifest)] = manifest,
            [Digest] = index, // the index names itself
        };
        RegistryDocument? Find(string digest) => stored.TryGetValue(digest, out var bytes) ? new(digest, "", bytes) : null;

        Assert.True(OciImages.TryRead("r.example.org", "a/b", "1", Digest, Find, out var image, out _));
        Assert.Equal(OciDigest.Of(manifest), Assert.Single(image.Platforms).Digest);
        stored.Remove(OciDigest.Of(config));
        Assert.False(OciImages.TryRead("r.example.org", "a/b", "1", Digest, Find, out _, out var error));
        Assert.Contains("was not read", error);
    }
}
