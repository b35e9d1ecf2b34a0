using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Fixes;

/// <summary>A repair that was tried: applied, parsed again and graded again.</summary>
/// <param name="Refusal">Why it must not be shown; null when it was accepted.</param>
/// <param name="NewText">The whole repaired Dockerfile, secrets of the old one included: show it through the masking reader only.</param>
/// <param name="Diff">Old against new text; the same holds.</param>
/// <param name="ScoreBefore">Of the Dockerfile alone, in basis points: what ships changes with the next build.</param>
/// <param name="Repaired">Findings that are gone afterwards, the asked-for ones and others.</param>
public sealed record FixResult(string? Refusal, string NewText, ImmutableArray<DiffLine> Diff, int ScoreBefore, int ScoreAfter, ImmutableArray<Finding> Repaired)
{
    public bool Accepted => Refusal is null;

    /// <summary>Basis points that it adds.</summary>
    public int Gain => ScoreAfter - ScoreBefore;
}
