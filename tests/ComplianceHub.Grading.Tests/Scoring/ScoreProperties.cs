using System.Collections.Immutable;
using CsCheck;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Tests.Scoring;

/// <summary>The properties of a score as predicates over one calculation, so that the same text serves the proof and the mutation's refutation.</summary>
internal static class ScoreProperties
{
    public static Score Score(ScoreFormula formula, Evaluation evaluation, IReadOnlySet<string>? waived = null) =>
        ScoreCalculator.Calculate(evaluation, Policy.Default, waived ?? ImmutableHashSet<string>.Empty, formula);

    public static bool PenaltyFollowsTheFormula(ScoreFormula formula, Evaluation evaluation) => Score(formula, evaluation).Criteria.All(c =>
    {
        var rules = evaluation.Results.Where(r => r.Rule.Criterion == c.Criterion).ToList();
        var question = rules.Where(r => r.Rule.Kind == RuleKind.Question).Select(r => CostOf(r, c.Budget)).DefaultIfEmpty(0).Max();
        var counted = rules.Where(r => r.Rule.Kind == RuleKind.Counting).Sum(r => r.Findings.Length);
        return c.Question == question && c.Counted == counted && c.Penalty == question + ((c.Budget - question) * counted / (counted + 3));
    });

    public static bool ScoreIsWhatThePenaltiesLeave(ScoreFormula formula, Evaluation evaluation)
    {
        var score = Score(formula, evaluation);
        return score.Effective == 10_000 - score.Criteria.Sum(c => c.Penalty) && score.Effective is >= 0 and <= 10_000;
    }

    public static bool PointsSumToThePenalty(ScoreFormula formula, (Evaluation Evaluation, ImmutableHashSet<string> Waived) sample)
    {
        var score = Score(formula, sample.Evaluation, sample.Waived);
        var raw = Score(formula, sample.Evaluation);
        return score.Criteria.Zip(raw.Criteria).All(p => p.First.Findings.Sum(f => f.Points) == p.First.Penalty
            && p.First.Findings.Sum(f => f.RawPoints) == p.Second.Penalty && p.First.Findings.All(f => f.Points >= 0 && (!f.Waived || f.Points == 0)));
    }

    public static bool GainIsWhatRepairAdds(ScoreFormula formula, Evaluation evaluation)
    {
        var score = Score(formula, evaluation);
        return score.Criteria.SelectMany(c => c.Findings).All(f =>
            f.Gain == Score(formula, Evaluations.Without(evaluation, x => ReferenceEquals(x, f.Finding))).Effective - score.Effective);
    }

    public static bool LettersAreHalfOpenBands(ScoreFormula formula, int budget)
    {
        // One question that costs exactly the budget, and nothing else.
        var rule = Evaluations.Rule("some", Criterion.Labels);
        var evaluation = Evaluations.Passing(Evaluations.Result(rule, Outcome.Fail, Evaluations.Finding(rule, 0, Share.Whole, Severity.Low, false)));
        var policy = Policy.Default with { Budgets = Policy.Default.Budgets.SetItem("labels", budget) };
        var expected = (10_000 - budget) switch { >= 8500 => Grade.A, >= 7000 => Grade.B, >= 5500 => Grade.C, >= 4500 => Grade.D, _ => Grade.F };
        return ScoreCalculator.Calculate(evaluation, policy, ImmutableHashSet<string>.Empty, formula).Letter == expected;
    }

    public static bool OpenQuestionsHoldTheLetter(ScoreFormula formula, (Evaluation Evaluation, ImmutableHashSet<string> Waived) sample)
    {
        var score = Score(formula, sample.Evaluation, sample.Waived);
        var holding = sample.Evaluation.Findings.Where(f => !f.IsUnknown && f.Rule.Kind == RuleKind.Question && !sample.Waived.Contains(f.Fingerprint)).ToList();
        var best = holding.Any(f => f.Severity == Severity.Critical) ? Grade.D : holding.Any(f => f.Severity == Severity.High) ? Grade.B : Grade.A;
        return score.Letter == Grade.None || (score.Letter >= best && score.Letter >= score.UnheldLetter);
    }

    /// <summary>Without certain, open, high findings of questions, with everything judged and nothing waived, the letter is the number's.</summary>
    public static bool NothingElseHoldsTheLetter(ScoreFormula formula, (Evaluation Evaluation, ImmutableHashSet<string> Waived) sample)
    {
        var evaluation = Evaluations.Without(sample.Evaluation, f =>
            !f.IsUnknown && f.Rule.Kind == RuleKind.Question && f.Severity >= Severity.High && !sample.Waived.Contains(f.Fingerprint));
        var score = Score(formula, evaluation, sample.Waived);
        return score.Letter == Grade.None || score.Letter == score.UnheldLetter || (score.UnheldLetter == Grade.A && score.Letter == Grade.B && score.Hold is { Count: 0 });
    }

    public static bool CoverageIsTheJudgedBudget(ScoreFormula formula, Evaluation evaluation)
    {
        var judged = Criterion.All.Where(c =>
        {
            var rules = evaluation.Results.Where(r => r.Rule.Criterion == c).ToList();
            var questions = rules.Where(r => r.Rule.Kind == RuleKind.Question).ToList();
            return questions.Count > 0 ? questions.All(r => r.Outcome is not (Outcome.Error or Outcome.NotCollected))
                : rules.Any(r => r.Rule.Kind == RuleKind.Counting && r.Outcome is not (Outcome.Error or Outcome.NotCollected));
        });
        return Score(formula, evaluation).Coverage == judged.Sum(c => c.DefaultBudget);
    }

    public static bool LittleCoverageBuysNoLetterAndNoA(ScoreFormula formula, Evaluation evaluation)
    {
        var score = Score(formula, evaluation);
        return score.Coverage < 6000 ? score is { Letter: Grade.None, Counts: false } : score.Letter != Grade.None && (score.Coverage >= 8500 || score.Letter != Grade.A);
    }

    public static bool NotApplicableCostsNothingAndMovesNothing(ScoreFormula formula, (Evaluation Evaluation, int Index) sample)
    {
        var passing = sample.Evaluation.Results.Select((r, i) => (r, i)).Where(p => p.r.Outcome == Outcome.Pass).ToList();
        if (passing.Count == 0)
        {
            return true;
        }

        var (result, index) = passing[sample.Index % passing.Count];
        var changed = sample.Evaluation with { Results = sample.Evaluation.Results.SetItem(index, result with { Outcome = Outcome.NotApplicable }) };
        var (before, after) = (Score(formula, sample.Evaluation), Score(formula, changed));
        return (before.Effective, before.Coverage, before.Letter) == (after.Effective, after.Coverage, after.Letter)
            && before.Effective == 10_000 - sample.Evaluation.Results.Select(r => r.Rule.Criterion).Distinct().Sum(c => before.Criteria.Single(x => x.Criterion == c).Penalty);
    }

    public static bool WaivedCountsAsPassed(ScoreFormula formula, (Evaluation Evaluation, ImmutableHashSet<string> Waived) sample)
    {
        var score = Score(formula, sample.Evaluation, sample.Waived);
        return score.Effective == Score(formula, Evaluations.Without(sample.Evaluation, f => sample.Waived.Contains(f.Fingerprint))).Effective
            && score.Raw == Score(formula, sample.Evaluation).Effective && score.Effective >= score.Raw;
    }

    public static bool AnANeedsARawB(ScoreFormula formula, (Evaluation Evaluation, ImmutableHashSet<string> Waived) sample) =>
        Score(formula, sample.Evaluation, sample.Waived).Letter != Grade.A || Score(formula, sample.Evaluation).Letter is Grade.A or Grade.B;

    public static bool FewerFindingsNeverScoreLower(ScoreFormula formula, (Evaluation Evaluation, ImmutableHashSet<string> Gone) sample) =>
        Score(formula, Evaluations.Without(sample.Evaluation, f => sample.Gone.Contains(f.Fingerprint))).Effective >= Score(formula, sample.Evaluation).Effective;

    public static bool OrderChangesNothing(ScoreFormula formula, (Evaluation Evaluation, int Seed) sample)
    {
        var random = new Random(sample.Seed);
        var shuffled = sample.Evaluation with
        {
            Results = [.. sample.Evaluation.Results.Select(r => r with { Findings = Shuffled(r.Findings, random) }).ToArray().OrderBy(_ => random.Next())],
        };
        var (before, after) = (Score(formula, sample.Evaluation), Score(formula, shuffled));
        return (before.Effective, before.Coverage, before.Letter) == (after.Effective, after.Coverage, after.Letter) && Parts(before).SequenceEqual(Parts(after));

        static IEnumerable<(string, int, int)> Parts(Score score) =>
            score.Criteria.SelectMany(c => c.Findings).Select(f => (f.Finding.Fingerprint, f.Points, f.Gain)).Order();
    }

    private static ImmutableArray<Finding> Shuffled(ImmutableArray<Finding> findings, Random random)
    {
        var array = findings.ToArray();
        random.Shuffle(array);
        return [.. array];
    }

    private static int CostOf(RuleResult result, int budget)
    {
        if (result.Findings.IsEmpty)
        {
            return 0;
        }

        // Sixtieths are exact for every share that the generator makes.
        var sixtieths = result.Findings.Select(f => f.Share.Numerator * (60 / f.Share.Denominator));
        return (int)(budget * (long)Math.Min(60, result.Rule.Combination == ShareCombination.Sum ? sixtieths.Sum() : sixtieths.Max()) / 60);
    }
}
