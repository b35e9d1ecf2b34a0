using System.Collections.Immutable;

namespace ComplianceHub.Grading.Checklist;

/// <summary>The four chapters of the checklist.</summary>
public enum Chapter
{
    Size,
    Security,
    Maintainability,
    Hygiene,
}

/// <summary>
/// One item of the checklist: a question about an image with a budget in basis points.
/// </summary>
/// <param name="Id">Stable, for instance <c>non-root</c>.</param>
/// <param name="DefaultBudget">Basis points in the default policy; all together sum to 10,000.</param>
/// <param name="Severity">Of a failure of its question.</param>
/// <param name="Asks">What it asks, as one sentence.</param>
/// <param name="ShippedOverrides">Whether the image's own config, history and layers override what the Dockerfile declares; elsewhere findings are the union.</param>
public sealed record Criterion(string Id, Chapter Chapter, int DefaultBudget, Severity Severity, string Title, string Asks, bool ShippedOverrides)
{
    public static readonly Criterion MinimalBase = new("minimal-base", Chapter.Size, 1000, Severity.Medium, "Minimal base",
        "The shipped stage stands on scratch, a distroless image, busybox, Alpine or a vendor's minimal line.", true);

    public static readonly Criterion MultiStage = new("multi-stage", Chapter.Size, 900, Severity.Medium, "Multi-stage build",
        "Compilers, SDKs and build packages do not ship.", false);

    public static readonly Criterion ImageSize = new("image-size", Chapter.Size, 600, Severity.Medium, "Image size",
        "The compressed size is within the policy's budget.", true);

    public static readonly Criterion NonRoot = new("non-root", Chapter.Security, 1400, Severity.High, "Non-root user",
        "The effective user of what ships is not root.", true);

    public static readonly Criterion NoLatest = new("no-latest", Chapter.Security, 900, Severity.High, "No latest",
        "No base, COPY --from or mount image floats on latest or on no tag.", false);

    public static readonly Criterion DigestPin = new("digest-pin", Chapter.Security, 600, Severity.Medium, "Digest pin",
        "External images are fixed by digest.", false);

    public static readonly Criterion OwnRegistry = new("own-registry", Chapter.Security, 600, Severity.High, "Own registry",
        "Bases and images come from registries on the organisation's list.", false);

    public static readonly Criterion NoPublicHub = new("no-public-hub", Chapter.Security, 500, Severity.High, "No public hub",
        "Nothing is pulled straight from docker.io.", false);

    public static readonly Criterion NoSecrets = new("no-secrets", Chapter.Security, 1500, Severity.Critical, "No secrets",
        "No password, key or token in ENV, ARG, RUN, copied files, image config, history or layers.", false);

    public static readonly Criterion Labels = new("labels", Chapter.Maintainability, 400, Severity.Low, "Labels",
        "Authors, source, revision and what the organisation requires are labelled and well formed.", true);

    public static readonly Criterion BaseArg = new("base-arg", Chapter.Maintainability, 300, Severity.Low, "Base from ARG",
        "Every external base's whole reference comes from a global ARG with a default.", false);

    public static readonly Criterion Packages = new("packages", Chapter.Hygiene, 500, Severity.Low, "Packages",
        "Package managers are pinned, non-interactive, leave no caches and verify what they install.", false);

    public static readonly Criterion Correctness = new("correctness", Chapter.Hygiene, 500, Severity.Low, "Correctness",
        "The Dockerfile says what it seems to say.", false);

    public static readonly Criterion Runtime = new("runtime", Chapter.Hygiene, 300, Severity.Low, "Runtime",
        "Health check, stop signal, ports and exec form: it runs well under an orchestrator.", true);

    /// <summary>All criteria in the order of the checklist.</summary>
    public static ImmutableArray<Criterion> All { get; } =
    [
        MinimalBase, MultiStage, ImageSize, NonRoot, NoLatest, DigestPin, OwnRegistry, NoPublicHub, NoSecrets, Labels, BaseArg, Packages, Correctness, Runtime,
    ];

    /// <summary>The criterion of that id, or null.</summary>
    public static Criterion? Find(string id) => All.FirstOrDefault(c => c.Id == id);

    public override string ToString() => Id;
}
