using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ComplianceHub.Grading.Facts;

/// <summary>
/// Reads indexes, manifests and configs, https://github.com/opencontainers/image-spec. Pure; the bytes are strangers': whatever is wrong with them is an
/// error text, never an exception.
/// </summary>
public static class OciDocuments
{
    // Sizes are summed over thousands of layers: a limit keeps sums from overflowing.
    private const long LargestSize = 1L << 44;

    /// <summary>Tells what a document is.</summary>
    /// <param name="mediaType">The <c>Content-Type</c> or descriptor's media type it came with; null when it is not known.</param>
    public static OciClassification Classify(string? mediaType, ReadOnlyMemory<byte> content)
    {
        mediaType = OciMediaTypes.Normalise(mediaType);
        if (!OciJson.TryRead(content, ReadShape, out var shape, out var error))
        {
            return new(OciKind.Malformed, error);
        }

        if (mediaType is not null && shape.MediaType is not null && mediaType != shape.MediaType)
        {
            return new(OciKind.Malformed, $"It calls itself {shape.MediaType} but was delivered as {mediaType}.");
        }

        var type = shape.MediaType ?? mediaType;
        if (OciMediaTypes.IsSchema1(type) || (type is null && shape.SchemaVersion == 1))
        {
            return new(OciKind.Obsolete, "It is a Docker schema 1 manifest, a format that was retired; push the image again with a current tool.");
        }

        // CVE-2021-41190: a document that is an index to one reader and a manifest to another.
        if (shape.HasManifests && (shape.HasLayers || shape.HasConfig))
        {
            return new(OciKind.Malformed, "It is an index and a manifest at once.");
        }

        if (shape.HasManifests && (type is null || OciMediaTypes.IsIndex(type)))
        {
            return new(OciKind.Index, "");
        }

        if (shape.HasConfig && (type is null || OciMediaTypes.IsManifest(type)))
        {
            return TryReadManifest(content, out var manifest, out error) ? ClassifyManifest(manifest) : new(OciKind.Malformed, error);
        }

        return type is null || OciMediaTypes.IsIndex(type) || OciMediaTypes.IsManifest(type)
            ? new(OciKind.Malformed, "It is neither an index nor a manifest.")
            : new(OciKind.Artifact, $"It is not an image but {type}.");
    }

    /// <summary>Reads an index or manifest list.</summary>
    public static bool TryReadIndex(ReadOnlyMemory<byte> content, [NotNullWhen(true)] out OciIndex? index, out string error) =>
        OciJson.TryRead(content, root =>
        {
            Require(root, OciMediaTypes.IsIndex, "an index");
            if (root.TryGetProperty("layers", out _) || root.TryGetProperty("config", out _))
            {
                throw new JsonException("It is an index and a manifest at once.");
            }

            return new OciIndex(root.Text("mediaType"), root.Text("artifactType"), ReadDescriptors(root, "manifests"), root.Map("annotations"));
        }, out index, out error);

    /// <summary>Reads a manifest (not schema 1).</summary>
    public static bool TryReadManifest(ReadOnlyMemory<byte> content, [NotNullWhen(true)] out OciManifest? manifest, out string error) =>
        OciJson.TryRead(content, root =>
        {
            Require(root, OciMediaTypes.IsManifest, "a manifest");
            if (root.TryGetProperty("manifests", out _))
            {
                throw new JsonException("It is an index and a manifest at once.");
            }

            var config = root.Child("config", JsonValueKind.Object) ?? throw new JsonException("It is not a manifest: \"config\" is missing.");
            return new OciManifest(
                root.Text("mediaType"), root.Text("artifactType"), ReadDescriptor(config), ReadDescriptors(root, "layers"), root.Map("annotations"));
        }, out manifest, out error);

    /// <summary>Reads an image config.</summary>
    public static bool TryReadConfig(ReadOnlyMemory<byte> content, [NotNullWhen(true)] out ImageConfigFacts? config, out string error) =>
        OciJson.TryRead(content, OciConfigReader.Read, out config, out error);

    /// <summary>Makes a platform's facts of its manifest, its config and, where it came from an index, the index's entry.</summary>
    /// <param name="digest">Digest of the manifest.</param>
    public static PlatformFacts ToPlatformFacts(string digest, OciManifest manifest, ImageConfigFacts config, OciDescriptor? indexEntry)
    {
        // "Each history entry without empty_layer is a layer, in order"; flattened images break that, and then no line can be told from another.
        var lines = config.History.Where(h => !h.EmptyLayer).Select(h => h.CreatedBy).ToArray();
        var layers = manifest.Layers.Select((layer, i) => new LayerFacts(layer.Digest, layer.Size, lines.Length == manifest.Layers.Length ? lines[i] : null));
        var own = new OciPlatform(config.Os, config.Architecture, config.Variant, null);
        var platform = indexEntry?.Platform is { Os: not "", Architecture: not "" } named ? named : own;
        var annotations = (indexEntry?.Annotations ?? manifest.Annotations.Clear()).SetItems(manifest.Annotations);
        return new PlatformFacts(platform.ToString(), digest, config, [.. layers], annotations);
    }

    private static OciClassification ClassifyManifest(OciManifest manifest)
    {
        if (!OciMediaTypes.IsImageConfig(manifest.Config.MediaType))
        {
            return new(OciKind.Artifact, $"It is not an image: its config is {manifest.Config.MediaType}.");
        }

        if (manifest.ArtifactType is { Length: > 0 } type && !OciMediaTypes.IsImageConfig(type))
        {
            return new(OciKind.Artifact, $"It is not an image but {type}.");
        }

        // Cosign's signatures and BuildKit's older attestations carry an image config, but no layer of a file system.
        return !manifest.Layers.IsEmpty && !manifest.Layers.Any(l => OciMediaTypes.IsLayer(l.MediaType))
            ? new(OciKind.Artifact, $"It is not an image: its layers are {manifest.Layers[0].MediaType}.")
            : new(OciKind.Manifest, "");
    }

    private static Shape ReadShape(JsonElement root) => new(
        root.Text("mediaType"),
        root.Number("schemaVersion"),
        root.TryGetProperty("manifests", out _),
        root.TryGetProperty("layers", out _),
        root.TryGetProperty("config", out _));

    private static void Require(JsonElement root, Func<string?, bool> isRight, string what)
    {
        if (root.Text("mediaType") is { } mediaType && !isRight(mediaType))
        {
            throw new JsonException($"It is not {what} but {mediaType}.");
        }

        if (root.Number("schemaVersion") is not 2)
        {
            throw new JsonException($"It is not {what}: \"schemaVersion\" is not 2.");
        }
    }

    private static ImmutableArray<OciDescriptor> ReadDescriptors(JsonElement root, string name) => [.. root.Items(name).Select(ReadDescriptor)];

    private static OciDescriptor ReadDescriptor(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A descriptor is not an object.");
        }

        var digest = element.Text("digest");
        if (!OciDigest.IsValid(digest))
        {
            throw new JsonException("A descriptor's digest is not one: sha256: and 64 hex digits, or sha512: and 128.");
        }

        var size = element.Number("size");
        if (size is null or < 0 or > LargestSize)
        {
            throw new JsonException($"The size of {digest} is missing, negative or absurd.");
        }

        var platform = element.Child("platform", JsonValueKind.Object) is { } p
            ? new OciPlatform(p.Text("os") ?? "", p.Text("architecture") ?? "", p.Text("variant"), p.Text("os.version"))
            : null;
        return new OciDescriptor(element.Text("mediaType") ?? "", digest, size.Value, platform, element.Text("artifactType"), element.Map("annotations"));
    }

    private sealed record Shape(string? MediaType, long? SchemaVersion, bool HasManifests, bool HasLayers, bool HasConfig);
}
