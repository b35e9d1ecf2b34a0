using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Rules;

/// <summary>Which evidence a result rests on.</summary>
[Flags]
public enum Evidence
{
    None = 0,
    Declared = 1,
    Shipped = 2,
}

/// <summary>A finding with its identity: the same thing found on several platforms is one finding.</summary>
/// <param name="Fingerprint">Lower-case hex SHA-256 of (rule id, path in the repository, target, locus, ordinal).</param>
/// <param name="Ordinal">0-based among findings of the same rule and locus, in document order.</param>
/// <param name="Platforms">Empty for all (declared, or every platform of the image).</param>
public sealed record Finding(
    string Fingerprint,
    RuleDescriptor Rule,
    Severity Severity,
    Share Share,
    bool IsUnknown,
    string Message,
    string Target,
    string Locus,
    int Ordinal,
    Evidence Evidence,
    ImmutableArray<string> Platforms)
{
    /// <summary>The severity that it states itself, before the policy's word; null when it has the rule's.</summary>
    public Severity? OwnSeverity { get; init; }

    public int? Line { get; init; }

    public int? EndLine { get; init; }

    public TextSpan? Span { get; init; }

    public string? Remediation { get; init; }

    public Fix Fix { get; init; } = Fix.None;

    /// <summary>The id of another tool's check below the rule, for instance <c>SC2086</c>; null for most rules.</summary>
    public string? Code { get; init; }

    public string? SecretKind { get; init; }

    public SecretValue? Secret { get; init; }

    /// <summary>The comments of the Dockerfile that mean it, by line.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>The comment that suppresses it, or, when none counts, the first that would; null when no comment means it.</summary>
    public Suppression? Suppression => Suppressions.FirstOrDefault(s => s.Counts) ?? Suppressions.FirstOrDefault();

    /// <summary>Whether a comment that the policy allows waives it.</summary>
    public bool IsSuppressed => Suppressions.Any(s => s.Counts);
}

/// <summary>What one rule said of an image, over both kinds of evidence and all platforms.</summary>
/// <param name="Reason">Why it was not judged or does not apply.</param>
/// <param name="Drift">What declared and shipped evidence disagree about; null when they agree or only one is there.</param>
public sealed record RuleResult(RuleDescriptor Rule, Outcome Outcome, ImmutableArray<Finding> Findings, Evidence Evidence, string? Reason, string? Drift);

/// <summary>All results for one Image under one policy.</summary>
public sealed record Evaluation(ImmutableArray<RuleResult> Results, Evidence Evidence)
{
    /// <summary>The comments of the Dockerfile that ask for findings to be suppressed, those that meet nothing or count for nothing included.</summary>
    public ImmutableArray<InlineIgnore> InlineIgnores { get; init; } = [];

    public IEnumerable<Finding> Findings => Results.SelectMany(r => r.Findings);
}
