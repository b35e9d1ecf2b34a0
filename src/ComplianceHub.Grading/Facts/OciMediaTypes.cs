namespace ComplianceHub.Grading.Facts;

/// <summary>Media types of registries' documents, https://github.com/opencontainers/image-spec/blob/main/media-types.md.</summary>
public static class OciMediaTypes
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";
    public const string DockerSchema1 = "application/vnd.docker.distribution.manifest.v1+json";
    public const string DockerSchema1Signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    public static bool IsIndex(string? mediaType) => mediaType is Index or DockerList;

    public static bool IsManifest(string? mediaType) => mediaType is Manifest or DockerManifest;

    public static bool IsSchema1(string? mediaType) => mediaType is DockerSchema1 or DockerSchema1Signed;

    /// <summary>A config of an image; anything else makes the manifest an artefact.</summary>
    public static bool IsImageConfig(string? mediaType) => mediaType is Config or DockerConfig;

    /// <summary>A layer of a file system, whatever its compression or encryption.</summary>
    public static bool IsLayer(string mediaType) =>
        mediaType.StartsWith("application/vnd.oci.image.layer.", StringComparison.Ordinal)
        || mediaType.StartsWith("application/vnd.docker.image.rootfs.", StringComparison.Ordinal);

    /// <summary>A <c>Content-Type</c> without its parameters, in lower case; null for none and for types that say nothing.</summary>
    public static string? Normalise(string? contentType)
    {
        if (contentType is null)
        {
            return null;
        }

        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? contentType : contentType[..end]).Trim().ToLowerInvariant();
        return type is "" or "application/json" or "application/octet-stream" or "text/plain" ? null : type;
    }
}
