using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Waivers;

/// <summary>What became of a comment in one grading.</summary>
/// <param name="Met">The findings that it means.</param>
/// <param name="Unused">Its codes that mean none.</param>
public sealed record InlineIgnoreUse(InlineIgnore Comment, ImmutableArray<(Finding Finding, Suppression Suppression)> Met, ImmutableArray<string> Unused)
{
    /// <summary>For instance <c>DL3008, DL3009; waives 2 findings; DL3009 meets nothing</c>.</summary>
    public string Sentence
    {
        get
        {
            var codes = string.Join(", ", Comment.Codes);
            if (Comment.Problem is { } problem)
            {
                return $"{codes}; void: {problem}";
            }

            var waived = Met.Count(m => m.Suppression.Counts);
            var parts = Met.Select(m => m.Suppression.Refusal).OfType<string>().GroupBy(r => r, StringComparer.Ordinal)
                .Select(g => $"{Findings(g.Count())} {(g.Count() == 1 ? "stands" : "stand")} all the same: {g.Key}")
                .Prepend(waived == 0 ? "" : $"waives {Findings(waived)}")
                .Append(Met.IsEmpty ? "meets nothing" : Unused.IsEmpty ? "" : $"{string.Join(", ", Unused)} {(Unused.Length == 1 ? "meets" : "meet")} nothing")
                .Where(p => p.Length > 0);
            return $"{codes}; {string.Join("; ", parts)}";
        }
    }

    public static InlineIgnoreUse Of(InlineIgnore comment, IEnumerable<ScoredFinding> findings)
    {
        var met = findings.SelectMany(f => f.Finding.Suppressions.Where(s => s.Comment == comment).Select(s => (f.Finding, s))).ToImmutableArray();
        return new(comment, met, comment.Problem is null ? [.. comment.Codes.Where(c => met.All(m => m.s.Code != c))] : []);
    }

    private static string Findings(int count) => count == 1 ? "1 finding" : $"{count} findings";
}
