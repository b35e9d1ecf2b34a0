using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>Turns results into a score: pure, integers only.</summary>
public static class ScoreCalculator
{
    private static readonly ImmutableHashSet<string> s_none = [];

    /// <param name="waived">Fingerprints of waived findings; those that a comment suppresses come on top.</param>
    public static Score Calculate(Evaluation evaluation, Policy policy, IReadOnlySet<string>? waived = null) =>
        Calculate(evaluation, policy, waived ?? s_none, ScoreFormula.Official);

    internal static Score Calculate(Evaluation evaluation, Policy policy, IReadOnlySet<string> waived, ScoreFormula formula)
    {
        var suppressed = evaluation.Findings.Where(f => f.IsSuppressed).Select(f => f.Fingerprint).ToHashSet(StringComparer.Ordinal);
        if (suppressed.Count > 0)
        {
            suppressed.UnionWith(waived);
            waived = suppressed;
        }

        var byCriterion = evaluation.Results.ToLookup(r => r.Rule.Criterion.Id, StringComparer.Ordinal);
        var accounts = Criterion.All
            .Select(c => new CriterionAccount(formula, c, policy.BudgetOf(c), [.. byCriterion[c.Id]], waived))
            .ToList();
        var criteria = accounts.Select(a => a.Score()).ToImmutableArray();
        var effective = formula.Total(criteria.Select(c => c.Penalty));
        var raw = formula.Total(accounts.Select(a => a.RawPenalty));
        var coverage = formula.Coverage([.. criteria.Select(c => (c.Budget, c.Judged))]);
        var unheld = formula.NumberLetter(policy.Bands, effective);
        var hold = formula.DeservesLetter(coverage) ? HoldOf(unheld) : null;
        return new(effective, raw, coverage, formula.DeservesLetter(coverage) ? hold?.At ?? unheld : Grade.None, unheld, hold, criteria);

        Hold? HoldOf(Grade letter)
        {
            var findings = criteria.SelectMany(c => c.Findings).ToList();
            return FindingHolds(formula, findings.Where(formula.Holds))
                .Concat(OtherHolds(findings))
                .Where(h => h.At > letter)
                .MaxBy(h => h.At);
        }

        // Neither evidence nor waivers can be held against anything but an A.
        IEnumerable<Hold> OtherHolds(List<ScoredFinding> findings)
        {
            var rawHold = FindingHolds(formula, findings.Select(f => f.Waived ? f with { Waived = false } : f).Where(formula.Holds)).Select(h => h.At).DefaultIfEmpty(Grade.A).Max();
            var rawLetter = (Grade)Math.Max((int)rawHold, (int)formula.NumberLetter(policy.Bands, raw));
            if (!formula.DeservesA(rawLetter))
            {
                yield return new(Grade.B, Severity.Low, 0, $"waivers: without them it is {rawLetter} with {ScoreText.Of(raw)}");
            }

            if (!formula.DeservesA(coverage))
            {
                yield return new(Grade.B, Severity.Low, 0, $"coverage: only {ScoreText.Percent(coverage)} of the checklist could be judged");
            }
        }
    }

    private static IEnumerable<Hold> FindingHolds(ScoreFormula formula, IEnumerable<ScoredFinding> holding) => holding
        .GroupBy(f => f.Finding.Severity)
        .OrderByDescending(g => g.Key)
        .Select(g => new Hold(formula.Best(g.Key), g.Key, g.Count(), Because(g.Key, [.. g])));

    private static string Because(Severity severity, IReadOnlyCollection<ScoredFinding> findings)
    {
        var titles = findings.GroupBy(f => f.Finding.Rule.Id, StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum(f => f.Points)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => ScoreText.InSentence(g.First().Finding.Rule.Title)).ToList();
        return $"{findings.Count} {ScoreText.Of(severity)}: {titles[0]}" + (titles.Count > 1 ? $" and {titles.Count - 1} more" : "");
    }
}
