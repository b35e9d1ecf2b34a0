using System.Collections.Immutable;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Scoring;

/// <summary>The sentences beside a score, made from its data.</summary>
/// <param name="Sentence">For instance <c>72.0 · D, held at D by 1 critical: secret in ENV</c>.</param>
/// <param name="Lift">What would raise the letter; null when it is an A.</param>
/// <param name="NextFixes">The best next repairs, most points for each edit first.</param>
public sealed record ScoreExplanation(string Sentence, string? Lift, ImmutableArray<NextFix> NextFixes)
{
    /// <param name="bands">Of the policy that the score was calculated under.</param>
    public static ScoreExplanation Of(Score score, GradeBands bands)
    {
        var fixes = BestNextFixes.Of(score);
        return new(SentenceOf(score), LiftOf(score, bands, fixes), fixes);
    }

    private static string SentenceOf(Score score) => (score.Letter, score.Hold) switch
    {
        (Grade.None, _) => $"{ScoreText.Of(score.Effective)} · no letter: only {ScoreText.Percent(score.Coverage)} of the checklist could be judged",
        (var letter, { } hold) => $"{ScoreText.Of(score.Effective)} · {letter}, held at {hold.At} by {hold.Because}",
        (var letter, null) => $"{ScoreText.Of(score.Effective)} · {letter}",
    };

    private static string? LiftOf(Score score, GradeBands bands, ImmutableArray<NextFix> fixes)
    {
        if (score.Letter == Grade.A)
        {
            return null;
        }

        if (score.Letter == Grade.None)
        {
            var missing = score.Criteria.Where(c => c is { Judged: false, Budget: > 0 }).MaxBy(c => c.Budget);
            return missing is null ? null : $"A letter needs 60 % of the checklist. Missing most: {ScoreText.InSentence(missing.Criterion.Title)}. {missing.NotJudgedBecause}";
        }

        if (score.Hold is { Count: > 0 } hold)
        {
            return $"Repairing the {(hold.Count == 1 ? ScoreText.Of(hold.Severity) + " finding" : $"{hold.Count} {ScoreText.Of(hold.Severity)} findings")} lifts the hold; the number alone is {score.UnheldLetter}.";
        }

        if (score.Hold is not null)
        {
            return "More has to be judged, or repaired instead of waived, for an A.";
        }

        var (next, least) = score.Letter switch
        {
            Grade.F => (Grade.D, bands.D),
            Grade.D => (Grade.C, bands.C),
            Grade.C => (Grade.B, bands.B),
            _ => (Grade.A, bands.A),
        };
        var needed = least - score.Effective;
        var one = fixes.FirstOrDefault(f => f.Gain >= needed);
        return $"{ScoreText.Of(needed + 9)} points to {next}" + (one is null ? "." : $"; repairing one finding is enough: {ScoreText.InSentence(one.Finding.Rule.Title)}.");
    }
}
