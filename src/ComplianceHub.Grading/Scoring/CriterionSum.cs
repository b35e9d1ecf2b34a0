using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>What a criterion's open findings cost together, and without any one of them. Linear in the findings.</summary>
internal sealed class CriterionSum
{
    private readonly ScoreFormula _formula;
    private readonly int _budget;
    private readonly IReadOnlySet<string> _waived;
    private readonly List<(RuleResult Result, List<Finding> Open)> _questions = [];
    private readonly List<int> _shares;

    /// <summary>Of findings of one rule, those with equal shares are as good as each other.</summary>
    private readonly Dictionary<(string RuleId, Share Share), int> _penaltyWithout = [];

    public CriterionSum(ScoreFormula formula, int budget, IReadOnlyList<RuleResult> results, IReadOnlySet<string> waived)
    {
        _formula = formula;
        _budget = budget;
        _waived = waived;
        foreach (var result in results)
        {
            if (result.Rule.Kind == RuleKind.Counting)
            {
                Counted += result.Findings.IsEmpty ? 0 : result.Findings.Count(IsOpen);
            }
            else if (result.Rule.Kind == RuleKind.Question)
            {
                _questions.Add((result, result.Findings.IsEmpty ? [] : [.. result.Findings.Where(IsOpen)]));
            }
        }

        _shares = [.. _questions.Select(q => formula.RuleShare(budget, q.Result.Rule, q.Open))];
        Question = formula.Question(_shares);
        Penalty = PenaltyOf(Question, Counted);
    }

    /// <summary>q: what the question rules cost.</summary>
    public int Question { get; }

    /// <summary>n: open findings of counting rules.</summary>
    public int Counted { get; }

    public int Penalty { get; }

    public bool IsOpen(Finding finding) => _formula.IsOpen(finding, _waived);

    /// <summary>The penalty if this open finding were repaired.</summary>
    public int PenaltyWithout(Finding finding) => finding.Rule.Kind switch
    {
        RuleKind.Question => WithoutAnswer(finding),
        RuleKind.Counting => PenaltyOf(Question, Counted - 1),
        _ => Penalty,
    };

    private int PenaltyOf(int question, int counted) => question + _formula.Counted(_budget, question, counted);

    private int WithoutAnswer(Finding finding)
    {
        var key = (finding.Rule.Id, finding.Share);
        if (!_penaltyWithout.TryGetValue(key, out var penalty))
        {
            var index = _questions.FindIndex(q => q.Result.Rule.Id == finding.Rule.Id);
            var rest = _formula.RuleShare(_budget, finding.Rule, [.. _questions[index].Open.Where(f => !ReferenceEquals(f, finding))]);
            var others = new List<int>(_shares) { [index] = rest };
            penalty = PenaltyOf(_formula.Question(others), Counted);
            _penaltyWithout.Add(key, penalty);
        }

        return penalty;
    }
}
