using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Fixes;

/// <summary>A finding worth repairing next.</summary>
/// <param name="Gain">Basis points that repairing it alone adds.</param>
/// <param name="Edits">Places of the file that its repair touches; 1 when a person has to find out.</param>
/// <param name="IsMechanical">Whether the finding brings its repair.</param>
public sealed record NextFix(Finding Finding, int Gain, int Edits, bool IsMechanical);

/// <summary>Open findings in the order in which repairing them pays.</summary>
public static class BestNextFixes
{
    /// <summary>Most points for each edit first; a ready repair before one that has to be found; then by fingerprint. Findings without gain are left out.</summary>
    public static ImmutableArray<NextFix> Of(Score score, int atMost = 5) =>
        [.. score.Criteria.SelectMany(c => c.Findings)
            .Where(f => !f.Waived && f.Gain > 0)
            .Select(f => new NextFix(f.Finding, f.Gain, Math.Max(1, f.Finding.Fix.Edits.Length), !f.Finding.Fix.IsEmpty))
            .OrderByDescending(f => (decimal)f.Gain / f.Edits)
            .ThenByDescending(f => f.IsMechanical)
            .ThenBy(f => f.Finding.Fingerprint, StringComparer.Ordinal)
            .Take(atMost)];
}
