using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Reports;

/// <summary>One Dockerfile of a file report: its score, or the reason it could not be read.</summary>
/// <param name="Path">As the caller named it.</param>
/// <param name="Unreadable">A sentence for people; null when the file was read, and then <paramref name="Dockerfile"/> and <paramref name="Score"/> are there.</param>
public sealed record GradedFile(string Path, Dockerfile? Dockerfile, Score? Score, string? Unreadable = null)
{
    private IReadOnlyList<ScoredFinding>? _findings;

    /// <summary>The comments that ask for findings to be suppressed.</summary>
    public ImmutableArray<InlineIgnore> InlineIgnores { get; init; } = [];

    /// <summary>What became of each of <see cref="InlineIgnores"/>.</summary>
    public IEnumerable<InlineIgnoreUse> InlineIgnoreUses => InlineIgnores.Select(comment => InlineIgnoreUse.Of(comment, Findings));

    /// <summary>Findings as people read them: by line, then by points.</summary>
    public IReadOnlyList<ScoredFinding> Findings => _findings ??= Score is null
        ? []
        : [.. Score.Criteria.SelectMany(c => c.Findings).OrderBy(f => f.Finding.Line ?? int.MaxValue).ThenByDescending(f => f.Points).ThenBy(f => f.Finding.Fingerprint, StringComparer.Ordinal)];
}
