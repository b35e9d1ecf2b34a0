using System.Collections.Immutable;
using System.Numerics;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>The account of one criterion, with and without waivers.</summary>
internal sealed class CriterionAccount(ScoreFormula formula, Criterion criterion, int budget, IReadOnlyList<RuleResult> results, IReadOnlySet<string> waived)
{
    private static readonly ImmutableHashSet<string> s_none = [];

    private readonly ImmutableArray<Finding> _findings = [.. results.SelectMany(r => r.Findings)];

    public int RawPenalty => Sum(s_none, null).Penalty;

    public CriterionScore Score()
    {
        var (question, counted, penalty) = Sum(waived, null);
        var points = Points(waived);
        var raw = Points(s_none);
        var (judged, because) = Judge();
        return new(criterion, budget, question, counted, penalty, judged, because,
            [.. _findings.Select((finding, i) => new ScoredFinding(finding, !formula.IsOpen(finding, waived), points[i], raw[i], Gain(finding, penalty, points[i])))]);
    }

    private int Gain(Finding finding, int penalty, int points) =>
        formula.IsOpen(finding, waived) ? formula.Gain(penalty, Sum(waived, finding).Penalty, points) : 0;

    private (int Question, int Counted, int Penalty) Sum(IReadOnlySet<string> without, Finding? repaired)
    {
        bool Open(Finding f) => !ReferenceEquals(f, repaired) && formula.IsOpen(f, without);
        var question = formula.Question([.. results.Where(r => r.Rule.Kind == RuleKind.Question)
            .Select(r => formula.RuleShare(budget, r.Rule, [.. r.Findings.Where(Open)]))]);
        var counted = _findings.Count(f => f.Rule.Kind == RuleKind.Counting && Open(f));
        return (question, counted, question + formula.Counted(budget, question, counted));
    }

    /// <summary>The penalty split among the findings: q by their shares, the rest equally among counting findings.</summary>
    private int[] Points(IReadOnlySet<string> without)
    {
        var points = new int[_findings.Length];
        var (question, _, penalty) = Sum(without, null);
        Spread(RuleKind.Question, question);
        Spread(RuleKind.Counting, penalty - question);
        return points;

        void Spread(RuleKind kind, int amount)
        {
            var open = Enumerable.Range(0, _findings.Length).Where(i => _findings[i].Rule.Kind == kind && formula.IsOpen(_findings[i], without)).ToList();
            var common = open.Aggregate(BigInteger.One, (a, i) => a * _findings[i].Share.Denominator / BigInteger.GreatestCommonDivisor(a, _findings[i].Share.Denominator));
            var parts = formula.Split(
                amount,
                [.. open.Select(i => kind == RuleKind.Counting ? BigInteger.One : _findings[i].Share.Numerator * common / _findings[i].Share.Denominator)],
                [.. open.Select(i => _findings[i].Fingerprint)]);
            for (var i = 0; i < open.Count; i++)
            {
                points[open[i]] = parts[i];
            }
        }
    }

    /// <summary>
    /// Judged when all its question rules gave a judgement. A question rule whose kind of evidence is not there at all (no image beside the Dockerfile)
    /// is left out as long as another one was asked: layer inspection widens no-secrets but is not needed.
    /// </summary>
    private (bool Judged, string? Because) Judge()
    {
        var questions = results.Where(r => r.Rule.Kind == RuleKind.Question).ToList();
        if (questions.Count == 0)
        {
            return results.Any(r => r.Rule.Kind == RuleKind.Counting && formula.IsJudgement(r.Outcome)) ? (true, null)
                : (false, results.Select(r => r.Reason).FirstOrDefault(r => r is not null) ?? "No rule of this criterion is switched on.");
        }

        var asked = questions.Where(r => r.Outcome != Outcome.NotCollected || r.Evidence != Evidence.None).ToList();
        var missing = (asked.Count == 0 ? questions : asked).FirstOrDefault(r => !formula.IsJudgement(r.Outcome));
        return missing is null ? (true, null) : (false, missing.Reason ?? "It was not collected.");
    }
}
