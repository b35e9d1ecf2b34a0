using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComplianceHub.TestKit.Registries;

/// <summary>An image to build: its layers are real, one small file each.</summary>
public sealed record TestImage
{
    public string Os { get; init; } = "linux";

    public string Architecture { get; init; } = "amd64";

    public string? Variant { get; init; }

    public string User { get; init; } = "";

    public IReadOnlyList<string> Env { get; init; } = ["PATH=/usr/local/bin:/usr/bin:/bin"];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public DateTime Created { get; init; } = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Dockerfile lines; those of RUN, COPY and ADD make a layer each.</summary>
    public IReadOnlyList<string> History { get; init; } = ["ADD rootfs.tar / # buildkit", "ENV A=1", "COPY app /app # buildkit"];

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}

/// <summary>A blob with its media type.</summary>
public sealed record OciBlob(string MediaType, string Digest, byte[] Content)
{
    public JsonObject Descriptor => new() { ["mediaType"] = MediaType, ["digest"] = Digest, ["size"] = Content.Length };

    public static OciBlob Of(string mediaType, byte[] content) => new(mediaType, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content)), content);

    public static OciBlob Of(string mediaType, JsonNode content) => Of(mediaType, Encoding.UTF8.GetBytes(content.ToJsonString()));
}

/// <summary>
/// Makes real OCI images: gzipped tar layers, configs, manifests, indexes. <see cref="WriteTo"/> writes an image layout as skopeo and umoci read it;
/// the same images always have the same digests.
/// </summary>
public sealed class OciLayoutBuilder
{
    public const string IndexType = "application/vnd.oci.image.index.v1+json";
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    public const string ConfigType = "application/vnd.oci.image.config.v1+json";
    public const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";

    private readonly Dictionary<string, OciBlob> _blobs = new(StringComparer.Ordinal);
    private readonly List<(string Tag, OciBlob Blob)> _tags = [];

    public IReadOnlyDictionary<string, OciBlob> Blobs => _blobs;

    public IReadOnlyList<(string Tag, OciBlob Blob)> Tags => _tags;

    /// <summary>Adds an image of one platform.</summary>
    /// <returns>Its manifest.</returns>
    public OciBlob Add(TestImage image, string? tag = null)
    {
        var layers = image.History.Where(h => h.Split(' ')[0] is "RUN" or "COPY" or "ADD").Select(MakeLayer).ToList();
        var config = Put(OciBlob.Of(ConfigType, new JsonObject
        {
            ["created"] = image.Created,
            ["architecture"] = image.Architecture,
            ["os"] = image.Os,
            ["variant"] = image.Variant,
            ["config"] = new JsonObject
            {
                ["User"] = image.User,
                ["Env"] = new JsonArray([.. image.Env.Select(e => (JsonNode)e)]),
                ["Labels"] = new JsonObject(image.Labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
                ["Cmd"] = new JsonArray("/app"),
            },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. layers.Select(l => (JsonNode)l.DiffId)]) },
            ["history"] = new JsonArray([.. image.History.Select(h => (JsonNode)new JsonObject
            {
                ["created"] = image.Created,
                ["created_by"] = h,
                ["empty_layer"] = h.Split(' ')[0] is not ("RUN" or "COPY" or "ADD"),
            })]),
        }));
        return Tagged(OciBlob.Of(ManifestType, new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = config.Descriptor,
            ["layers"] = new JsonArray([.. layers.Select(l => (JsonNode)l.Blob.Descriptor)]),
            ["annotations"] = new JsonObject(image.Annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
        }), tag);
    }

    /// <summary>Adds an image of several platforms, with an attestation beside each as BuildKit writes them.</summary>
    /// <returns>Its index.</returns>
    public OciBlob AddIndex(IEnumerable<TestImage> platforms, string? tag = null)
    {
        var entries = new JsonArray();
        foreach (var platform in platforms)
        {
            var manifest = Add(platform);
            var entry = manifest.Descriptor;
            entry["platform"] = new JsonObject { ["os"] = platform.Os, ["architecture"] = platform.Architecture, ["variant"] = platform.Variant };
            entries.Add(entry);
            var attestation = AddAttestation(manifest.Digest).Descriptor;
            attestation["platform"] = new JsonObject { ["os"] = "unknown", ["architecture"] = "unknown" };
            attestation["annotations"] = new JsonObject
            {
                ["vnd.docker.reference.type"] = "attestation-manifest",
                ["vnd.docker.reference.digest"] = manifest.Digest,
            };
            entries.Add(attestation);
        }

        return AddRaw(IndexType, new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = entries }, tag);
    }

    /// <summary>Adds a manifest of something that is no image.</summary>
    public OciBlob AddArtifact(string configType, string? tag = null)
    {
        var config = Put(OciBlob.Of(configType, new JsonObject()));
        var layer = Put(OciBlob.Of("application/vnd.example.content", Encoding.UTF8.GetBytes("content of " + configType)));
        return AddRaw(ManifestType, new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = config.Descriptor,
            ["layers"] = new JsonArray(layer.Descriptor),
        }, tag);
    }

    /// <summary>Adds any document, however wrong.</summary>
    public OciBlob AddRaw(string mediaType, JsonNode document, string? tag = null) => Tagged(OciBlob.Of(mediaType, document), tag);

    /// <summary>Writes an OCI image layout.</summary>
    /// <param name="withLayers">False leaves the layers' blobs out, as a sparse layout may.</param>
    /// <returns>The folder.</returns>
    public string WriteTo(string folder, bool withLayers = true)
    {
        var blobs = Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256")).FullName;
        foreach (var blob in _blobs.Values.Where(b => withLayers || b.MediaType != LayerType))
        {
            File.WriteAllBytes(Path.Combine(blobs, blob.Digest["sha256:".Length..]), blob.Content);
        }

        var entries = new JsonArray();
        foreach (var (tag, blob) in _tags)
        {
            var entry = blob.Descriptor;
            entry["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = tag };
            entries.Add(entry);
        }

        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(Path.Combine(folder, "index.json"),
            new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = entries }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return folder;
    }

    private OciBlob AddAttestation(string digest)
    {
        var config = Put(OciBlob.Of(ConfigType, new JsonObject { ["architecture"] = "unknown", ["os"] = "unknown", ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray() } }));
        var statement = Put(OciBlob.Of("application/vnd.in-toto+json", new JsonObject { ["subject"] = digest }));
        return AddRaw(ManifestType, new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = config.Descriptor,
            ["layers"] = new JsonArray(statement.Descriptor),
        });
    }

    private (OciBlob Blob, string DiffId) MakeLayer(string line)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            var name = "f" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..8];
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(line)),
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }

        var diffId = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(tar.ToArray()));
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(tar.ToArray());
        }

        return (Put(OciBlob.Of(LayerType, packed.ToArray())), diffId);
    }

    private OciBlob Put(OciBlob blob)
    {
        _blobs[blob.Digest] = blob;
        return blob;
    }

    private OciBlob Tagged(OciBlob blob, string? tag)
    {
        Put(blob);
        if (tag is not null)
        {
            _tags.Add((tag, blob));
        }

        return blob;
    }
}
