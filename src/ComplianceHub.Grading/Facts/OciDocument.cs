using System.Collections.Immutable;

namespace ComplianceHub.Grading.Facts;

/// <summary>What a document of a registry is, https://github.com/opencontainers/image-spec/blob/main/media-types.md.</summary>
public enum OciKind
{
    /// <summary>An OCI index or a Docker manifest list: several platforms.</summary>
    Index,

    /// <summary>An OCI or Docker (schema 2) manifest of an image.</summary>
    Manifest,

    /// <summary>Docker's schema 1: known, but no registry should serve it any more; not analysed.</summary>
    Obsolete,

    /// <summary>A manifest of something that is not an image: a chart, a signature, an attestation, WebAssembly.</summary>
    Artifact,

    /// <summary>None of these, or two at once.</summary>
    Malformed,
}

/// <summary>A document's kind and, where it is not an image, a sentence that says why.</summary>
public readonly record struct OciClassification(OciKind Kind, string Reason);

/// <summary>A platform of an index entry, https://github.com/opencontainers/image-spec/blob/main/image-index.md.</summary>
public sealed record OciPlatform(string Os, string Architecture, string? Variant, string? OsVersion)
{
    /// <summary><c>unknown/unknown</c>: BuildKit's way to keep attestations beside images.</summary>
    public bool IsUnknown => Os is "unknown" && Architecture is "unknown";

    /// <summary>For instance <c>linux/arm64/v8</c>.</summary>
    public override string ToString() => string.IsNullOrEmpty(Variant) ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";
}

/// <summary>A descriptor, https://github.com/opencontainers/image-spec/blob/main/descriptor.md. Its <c>urls</c> are never read: they are never to be fetched.</summary>
/// <param name="Size">Bytes, 0 … 16 TiB.</param>
public sealed record OciDescriptor(
    string MediaType,
    string Digest,
    long Size,
    OciPlatform? Platform,
    string? ArtifactType,
    ImmutableSortedDictionary<string, string> Annotations)
{
    /// <summary>An attestation of a sibling (https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md), never an image.</summary>
    public bool IsAttestation => Platform is { IsUnknown: true } || Annotations.ContainsKey("vnd.docker.reference.type");
}

/// <summary>An OCI index or a Docker manifest list.</summary>
public sealed record OciIndex(
    string? MediaType,
    string? ArtifactType,
    ImmutableArray<OciDescriptor> Manifests,
    ImmutableSortedDictionary<string, string> Annotations)
{
    /// <summary>The entries that may be images or indexes of images.</summary>
    public IEnumerable<OciDescriptor> Images => Manifests.Where(m => !m.IsAttestation);
}

/// <summary>An OCI or Docker (schema 2) manifest, https://github.com/opencontainers/image-spec/blob/main/manifest.md.</summary>
public sealed record OciManifest(
    string? MediaType,
    string? ArtifactType,
    OciDescriptor Config,
    ImmutableArray<OciDescriptor> Layers,
    ImmutableSortedDictionary<string, string> Annotations);
