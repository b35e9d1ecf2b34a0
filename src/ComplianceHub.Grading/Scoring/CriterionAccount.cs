using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>The account of one criterion, with and without waivers.</summary>
internal sealed class CriterionAccount
{
    private static readonly ImmutableHashSet<string> s_none = [];

    private readonly ScoreFormula _formula;
    private readonly Criterion _criterion;
    private readonly int _budget;
    private readonly IReadOnlyList<RuleResult> _results;
    private readonly ImmutableArray<Finding> _findings;
    private readonly CriterionSum _effective;
    private readonly CriterionSum _raw;

    public CriterionAccount(ScoreFormula formula, Criterion criterion, int budget, IReadOnlyList<RuleResult> results, IReadOnlySet<string> waived)
    {
        _formula = formula;
        _criterion = criterion;
        _budget = budget;
        _results = results;
        _findings = [.. results.SelectMany(r => r.Findings)];
        _raw = new(formula, budget, results, s_none);
        _effective = waived.Count == 0 ? _raw : new(formula, budget, results, waived);
    }

    public int RawPenalty => _raw.Penalty;

    public CriterionScore Score()
    {
        var (judged, because) = Judge();
        return new(_criterion, _budget, _effective.Question, _effective.Counted, _effective.Penalty, judged, because, Scored());
    }

    private ImmutableArray<ScoredFinding> Scored()
    {
        if (_findings.IsEmpty)
        {
            return [];
        }

        var raw = Points(_raw);
        var points = ReferenceEquals(_raw, _effective) ? raw : Points(_effective);
        return [.. _findings.Select((finding, i) => _effective.IsOpen(finding)
            ? new ScoredFinding(finding, false, points[i], raw[i], _formula.Gain(_effective.Penalty, _effective.PenaltyWithout(finding), points[i]))
            : new ScoredFinding(finding, true, points[i], raw[i], 0))];
    }

    /// <summary>The penalty split among the findings: q by their shares, the rest equally among counting findings.</summary>
    private int[] Points(CriterionSum sum)
    {
        var points = new int[_findings.Length];
        Spread(RuleKind.Question, sum.Question);
        Spread(RuleKind.Counting, sum.Penalty - sum.Question);
        return points;

        void Spread(RuleKind kind, int amount)
        {
            var open = new List<int>();
            for (var i = 0; i < _findings.Length; i++)
            {
                if (_findings[i].Rule.Kind == kind && sum.IsOpen(_findings[i]))
                {
                    open.Add(i);
                }
            }

            if (open.Count > 0)
            {
                var parts = _formula.Split(amount, kind == RuleKind.Question ? Weights(open) : [.. Enumerable.Repeat(1L, open.Count)], open.ConvertAll(i => _findings[i].Fingerprint));
                for (var i = 0; i < parts.Length; i++)
                {
                    points[open[i]] = parts[i];
                }
            }
        }
    }

    private List<long> Weights(List<int> open)
    {
        var common = ScoreFormula.CommonDenominator(open.Select(i => _findings[i].Share));
        return open.ConvertAll(i => checked(_findings[i].Share.Numerator * (common / _findings[i].Share.Denominator)));
    }

    /// <summary>
    /// Judged when all its question rules gave a judgement. A question rule whose kind of evidence is not there at all (no image beside the Dockerfile)
    /// is left out as long as another one was asked: layer inspection widens no-secrets but is not needed.
    /// </summary>
    private (bool Judged, string? Because) Judge()
    {
        var questions = _results.Where(r => r.Rule.Kind == RuleKind.Question).ToList();
        if (questions.Count == 0)
        {
            return _results.Any(r => r.Rule.Kind == RuleKind.Counting && _formula.IsJudgement(r.Outcome)) ? (true, null)
                : (false, _results.Select(r => r.Reason).FirstOrDefault(r => r is not null) ?? "No rule of this criterion is switched on.");
        }

        var asked = questions.Where(r => r.Outcome != Outcome.NotCollected || r.Evidence != Evidence.None).ToList();
        var missing = (asked.Count == 0 ? questions : asked).Find(r => !_formula.IsJudgement(r.Outcome));
        return missing is null ? (true, null) : (false, missing.Reason ?? "It was not collected.");
    }
}
