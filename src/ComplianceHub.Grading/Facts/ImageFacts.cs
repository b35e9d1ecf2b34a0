using System.Collections.Immutable;

namespace ComplianceHub.Grading.Facts;

/// <summary>Shipped evidence: an image as a registry holds it.</summary>
/// <param name="Registry">Host with port.</param>
/// <param name="Repository">Path in the registry.</param>
/// <param name="Tag">The graded tag, or null.</param>
/// <param name="Digest">Digest of the manifest or index.</param>
/// <param name="Platforms">One for each platform; never attestations.</param>
public sealed record ImageFacts(string Registry, string Repository, string? Tag, string Digest, ImmutableArray<PlatformFacts> Platforms);

/// <summary>One platform of an image.</summary>
/// <param name="Platform">For instance <c>linux/amd64</c> or <c>linux/arm64/v8</c>.</param>
/// <param name="Digest">Digest of the platform's manifest.</param>
/// <param name="Annotations">Of the manifest and, below them, of the index entry.</param>
public sealed record PlatformFacts(
    string Platform,
    string Digest,
    ImageConfigFacts Config,
    ImmutableArray<LayerFacts> Layers,
    ImmutableSortedDictionary<string, string> Annotations)
{
    /// <summary>Sum of the layers' compressed sizes in bytes.</summary>
    public long CompressedSize => Layers.Sum(l => l.Size);
}

/// <summary>One layer: compressed size in bytes, and the history line that made it when the counts agree.</summary>
public sealed record LayerFacts(string Digest, long Size, string? CreatedBy);

/// <summary>An entry of the config's history.</summary>
public sealed record HistoryFacts(DateTime? Created, string CreatedBy, bool EmptyLayer, string? Comment);

/// <summary>
/// An image config, https://github.com/opencontainers/image-spec/blob/main/config.md, with Docker's extras. Absent fields are empty.
/// </summary>
public sealed record ImageConfigFacts
{
    public string Os { get; init; } = "";

    public string Architecture { get; init; } = "";

    public string? Variant { get; init; }

    public DateTime? Created { get; init; }

    public string? Author { get; init; }

    /// <summary><c>name|uid[:group|gid]</c>; empty means root.</summary>
    public string User { get; init; } = "";

    public ImmutableArray<KeyValuePair<string, string>> Env { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    public ImmutableArray<string> Volumes { get; init; } = [];

    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> Cmd { get; init; } = [];

    public ImmutableArray<string> Shell { get; init; } = [];

    public string WorkingDir { get; init; } = "";

    public string? StopSignal { get; init; }

    /// <summary>The health check's <c>Test</c>; null when there is none. <c>["NONE"]</c> switches an inherited one off.</summary>
    public ImmutableArray<string>? Healthcheck { get; init; }

    public ImmutableArray<string> DiffIds { get; init; } = [];

    public ImmutableArray<HistoryFacts> History { get; init; } = [];
}
