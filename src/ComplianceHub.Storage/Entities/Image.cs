using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Storage.Entities;

/// <summary>
/// One thing the organisation builds and ships: a build target, registry repositories, or both joined. The id is permanent.
/// The second half of the columns is the current result, kept here so that lists page, sort and filter in SQL.
/// </summary>
public sealed class Image
{
    public long Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The build target it is graded by; null when only the registry knows it.</summary>
    public int? BuildTargetId { get; set; }

    public BuildTarget? BuildTarget { get; init; }

    /// <summary>The build target it was made for, for ever; tells what a split gives back.</summary>
    public int? OriginBuildTargetId { get; init; }

    /// <summary>The registry repository it was made for, for ever.</summary>
    public int? OriginImageRepositoryId { get; init; }

    /// <summary>The elder Image that took it over when they were joined.</summary>
    public long? MergedIntoId { get; set; }

    public int? TeamId { get; set; }

    public Team? Team { get; init; }

    /// <summary>Where the owner is known from, for instance <c>CODEOWNERS</c>.</summary>
    public string? OwnerSource { get; set; }

    public string? OwnerEvidence { get; set; }

    public ImageScope Scope { get; set; }

    public string? ScopeReason { get; set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>When its last evidence disappeared.</summary>
    public DateTime? GoneAt { get; set; }

    /// <summary>Neither merged into another nor gone.</summary>
    public bool IsLive { get; set; } = true;

    /// <summary>In means and ranks: live, scored, and at least 60 % judged.</summary>
    public bool Counts { get; set; }

    /// <summary>Effective score in basis points; null until it is graded.</summary>
    public int? Score { get; set; }

    public int? RawScore { get; set; }

    public Grade Letter { get; set; }

    public Grade UnheldLetter { get; set; }

    /// <summary>Why the letter stands lower than its number, for instance <c>1 critical: secret in ENV</c>.</summary>
    public string? HeldBecause { get; set; }

    /// <summary>Share of the budget that was judged, in basis points.</summary>
    public int Coverage { get; set; }

    public Evidence Evidence { get; set; }

    /// <summary>The score of the Dockerfile alone; what the command line says.</summary>
    public int? DeclaredScore { get; set; }

    public int Critical { get; set; }

    public int High { get; set; }

    public int Medium { get; set; }

    public int Low { get; set; }

    /// <summary>All open findings, advice and waived ones included: rows of an export.</summary>
    public int OpenFindings { get; set; }

    /// <summary>10,000 less the score; 0 until it is graded.</summary>
    public int PointsLost { get; set; }

    /// <summary>The external image the shipped stage stands on, as Docker shows it; <c>scratch</c>; or null when not known.</summary>
    public string? BaseImage { get; set; }

    /// <summary>What declared and shipped evidence disagree about, for instance <c>non-root</c>; null when they agree.</summary>
    public string? Drift { get; set; }

    /// <summary>The graded tag.</summary>
    public string? Tag { get; set; }

    /// <summary>The graded digest.</summary>
    public string? Digest { get; set; }

    /// <summary>Registry and repository of the graded tag.</summary>
    public string? ShippedFrom { get; set; }

    /// <summary>Largest compressed size over platforms in bytes.</summary>
    public long? CompressedSize { get; set; }

    public DateTime? GradedAt { get; set; }

    /// <summary>Score now less the score 30 days ago; null when there was none then.</summary>
    public int? Change30 { get; set; }

    /// <summary>When the current result ends by itself, because a waiver ends; null when none does.</summary>
    public DateTime? GradeEndsAt { get; set; }

    /// <summary>Key of everything the current result was computed from; another key means it must be graded again.</summary>
    public string? GradedInputs { get; set; }

    /// <summary>Key of the facts alone that the current result was computed from.</summary>
    public string? GradedFacts { get; set; }

    /// <summary>When it was graded for the first time; what lies before is drawn from history.</summary>
    public DateTime? FirstGradedAt { get; set; }

    /// <summary>Key of the history that was drawn; another key means it must be drawn again.</summary>
    public string? DrawnHistory { get; set; }

    /// <summary>The text and target that its <see cref="ImageBase"/> rows were read from.</summary>
    public string? BasesReadFrom { get; set; }
}
