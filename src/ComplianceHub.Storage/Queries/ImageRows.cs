using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Queries;

/// <summary>What the Images list is filtered by; unset members filter nothing. Findings lists and exports take the same filter.</summary>
public sealed record ImageFilter
{
    /// <summary>One Image alone, whatever its scope: a name may be part of another's.</summary>
    public long? Id { get; init; }

    /// <summary>Part of the name, digest or base, case-insensitive.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<Grade> Grades { get; init; } = [];

    public string? TeamSlug { get; init; }

    public bool Unowned { get; init; }

    /// <summary>Loses points in this criterion.</summary>
    public string? Criterion { get; init; }

    /// <summary>Has an open finding of this rule.</summary>
    public string? Rule { get; init; }

    /// <summary>Names this base image: as Docker shows it, as <c>domain/path</c> or as <c>domain/path:tag</c>.</summary>
    public string? Base { get; init; }

    /// <summary>Its shipped stage stands on this: a reference as Docker shows it, or <c>domain/path:tag</c> with any digest.</summary>
    public string? StandsOn { get; init; }

    /// <summary>Has an open finding of this severity.</summary>
    public Severity? Severity { get; init; }

    public bool Drift { get; init; }

    /// <summary>Git repository's name.</summary>
    public string? Repository { get; init; }

    public ImageScope Scope { get; init; } = ImageScope.Scored;
}

public enum ImageSort
{
    Name,
    Score,
    Change,
    Coverage,
    Base,
    Team,
    Findings,
    Graded,
}

/// <summary>One line of the Images list. Scores in basis points.</summary>
/// <param name="Held">Whether the letter stands lower than its number.</param>
/// <param name="Days30">Score at the end of each of the last 30 days, oldest first; null where there was none.</param>
public sealed record ImageRow(
    long Id,
    string Name,
    string? Tag,
    int? Score,
    Grade Letter,
    bool Held,
    string? HeldBecause,
    int Coverage,
    int? Change30,
    string? BaseImage,
    string? Drift,
    SeverityCounts Findings,
    string? TeamSlug,
    string? TeamName,
    ImageScope Scope,
    string? ScopeReason,
    DateTime? GradedAt,
    IReadOnlyList<int?> Days30);

/// <summary>What a filtered list amounts to.</summary>
/// <param name="PointsLost">Sum in basis points.</param>
/// <param name="InWorstFour">Of those, how many are lost in the four criteria that cost most.</param>
/// <param name="OfImages">All live Images of the scope.</param>
/// <param name="Findings">Rows of the export with the same filter.</param>
public sealed record ImageListSummary(int Images, int OfImages, long PointsLost, long InWorstFour, int Findings, MeanScore Coverage);

/// <summary>How many live Images the list's standing views hold; the first five are of the scored ones.</summary>
public sealed record ImageViewCounts(int All, int Critical, int Drift, int Unowned, int NoLetter, int Excluded, int Mirrors);

/// <summary>Everything the page of one Image shows. All texts are masked.</summary>
public sealed record ImageDetail(
    long Id,
    string Name,
    int? TeamId,
    string? TeamSlug,
    string? TeamName,
    string? OwnerSource,
    string? OwnerEvidence,
    ImageScope Scope,
    string? ScopeReason,
    ImageScore? Score,
    IReadOnlyList<CriterionRow> Criteria,
    IReadOnlyList<FindingRow> Findings,
    ImageDockerfile? Dockerfile,
    ShippedImage? Shipped,
    IReadOnlyList<BaseRow> Bases,
    IReadOnlyList<LinkRow> Links,
    IReadOnlyList<GradeRow> History,
    DateTime CreatedAt,
    DateTime? GoneAt);

/// <summary>The current result.</summary>
/// <param name="Declared">Score of the Dockerfile alone, which is what the command line says; null without a Dockerfile.</param>
/// <param name="EndsAt">When the first of the waivers ends on which it rests; null when it rests on none that ends.</param>
/// <param name="AsShipped">Whether shipped evidence is in <see cref="Effective"/>.</param>
public sealed record ImageScore(
    int Effective,
    int Raw,
    Grade Letter,
    Grade UnheldLetter,
    string? HeldBecause,
    int Coverage,
    bool Counts,
    int? Declared,
    bool AsShipped,
    string? Drift,
    int? Change30,
    DateTime GradedAt,
    DateTime? EndsAt,
    int PolicyVersion,
    int FormulaVersion,
    int EngineVersion);

/// <summary>One criterion's account: the penalties sum to 10,000 less the score.</summary>
public sealed record CriterionRow(Criterion Criterion, int Budget, int Question, int Counted, int Penalty, bool Judged, string? NotJudgedBecause);

/// <summary>An open finding on the page of its Image.</summary>
/// <param name="Line">1-based in the Dockerfile; null when it is about the shipped image or the whole file.</param>
public sealed record FindingRow(
    string FindingId,
    string Fingerprint,
    string Rule,
    string RuleTitle,
    string Criterion,
    Severity Severity,
    FindingStatus Status,
    RuleKind Kind,
    int Points,
    int RawPoints,
    int Gain,
    int? Line,
    int? EndLine,
    string Message,
    string? Remediation,
    string Target,
    IReadOnlyList<string> Platforms,
    Evidence Evidence,
    string? SecretKind,
    DateTime FirstSeen,
    bool Returned,
    WaiverRow? Waiver);

/// <summary>The Dockerfile it is built from.</summary>
/// <param name="MaskedText">Null when the text is not stored; secrets are replaced.</param>
/// <param name="FileUrl">Page of the file at the commit, or null.</param>
public sealed record ImageDockerfile(
    int SourceId, string Repository, string? RepositoryUrl, string Branch, string Path, string? Target, string? Commit, DateTime? CommittedAt,
    string? FileUrl, DateTime ReadAt, string? MaskedText);

/// <summary>The graded image as its registry holds it; environment values are never in it.</summary>
public sealed record ShippedImage(
    string Registry, string Repository, string? Tag, string Digest, DateTime? PushedAt, DateTime? ReadAt, long CompressedSize,
    IReadOnlyList<PlatformRow> Platforms, IReadOnlyList<TagRow> Tags);

public sealed record PlatformRow(
    string Platform, string Digest, string User, DateTime? Created, long CompressedSize, IReadOnlyList<LayerRow> Layers,
    IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> ExposedPorts, string? StopSignal, bool HasHealthcheck);

/// <param name="CreatedBy">History line, masked.</param>
public sealed record LayerRow(string Digest, long Size, string? CreatedBy);

public sealed record TagRow(string Registry, string Repository, string Tag, string Digest, DateTime? PushedAt, DateTime From);

/// <param name="Images">Live Images that name the same repository and tag.</param>
/// <param name="Origin">Built here, mirrored or unknown, with the reason; null for a base that lies in no crawled registry.</param>
public sealed record BaseRow(string Reference, string Repository, string? Tag, string? Digest, bool IsShipped, int Line, int Images, BaseOriginFacts? Origin);

public sealed record LinkRow(int ImageRepositoryId, string Registry, string Repository, string Method, int Confidence, string Evidence, DateTime LinkedAt);

public sealed record GradeRow(
    DateTime From, DateTime? To, int Score, int RawScore, Grade Letter, int Coverage, Evidence Evidence, int PolicyVersion, string? Commit, string? CommitUrl,
    bool Backfilled, LedgerCause? Cause);
