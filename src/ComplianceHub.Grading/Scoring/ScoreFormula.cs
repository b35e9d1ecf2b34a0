using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>
/// The formula in parts that tests can spoil one at a time, to prove that each property of the score is really held by the part that claims it.
/// </summary>
internal class ScoreFormula
{
    public static ScoreFormula Official { get; } = new();

    /// <summary>What one question rule costs: the largest of its findings' shares, or their sum up to the whole.</summary>
    public virtual int RuleShare(int budget, RuleDescriptor rule, IReadOnlyCollection<Finding> open)
    {
        if (open.Count == 0)
        {
            return 0;
        }

        if (rule.Combination == ShareCombination.Largest)
        {
            return open.Max(f => f.Share.Of(budget));
        }

        // Exact: three thirds are the whole.
        var common = CommonDenominator(open.Select(f => f.Share));
        return (int)Math.Min(budget, checked(budget * open.Sum(f => f.Share.Numerator * (common / f.Share.Denominator)) / common));
    }

    /// <summary>Denominators are small: halves, and as many parts as labels are required.</summary>
    public static long CommonDenominator(IEnumerable<Share> shares)
    {
        return shares.Select(s => (long)s.Denominator).Distinct().Aggregate(1L, (a, b) => checked(a / Divisor(a, b) * b));

        static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
    }

    /// <summary>q: the largest of what the question rules cost.</summary>
    public virtual int Question(IReadOnlyCollection<int> ruleShares) => ruleShares.Count == 0 ? 0 : ruleShares.Max();

    /// <summary>What n counting findings cost of what the questions left.</summary>
    public virtual int Counted(int budget, int question, int count) => (int)((long)(budget - question) * count / (count + 3));

    public virtual int Total(IEnumerable<int> penalties) => 10_000 - penalties.Sum();

    /// <summary>Splits an amount in proportion to weights, exactly: by largest remainder, ties in the order of the keys.</summary>
    public virtual ImmutableArray<int> Split(int amount, IReadOnlyList<long> weights, IReadOnlyList<string> keys)
    {
        var sum = weights.Sum();
        if (sum == 0)
        {
            return [.. weights.Select(_ => 0)];
        }

        var parts = new int[weights.Count];
        var order = new (long Remainder, string Key, int Index)[weights.Count];
        var rest = amount;
        for (var i = 0; i < parts.Length; i++)
        {
            var product = checked(amount * weights[i]);
            parts[i] = (int)(product / sum);
            order[i] = (product % sum, keys[i], i);
            rest -= parts[i];
        }

        Array.Sort(order, static (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder)
            : string.CompareOrdinal(a.Key, b.Key) is var byKey and not 0 ? byKey : a.Index.CompareTo(b.Index));
        foreach (var (_, _, index) in order.AsSpan(0, rest))
        {
            parts[index]++;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(parts);
    }

    /// <summary>What repairing one finding alone adds.</summary>
    public virtual int Gain(int penalty, int penaltyWithout, int points) => penalty - penaltyWithout;

    public virtual bool IsOpen(Finding finding, IReadOnlySet<string> waived) => !waived.Contains(finding.Fingerprint);

    /// <summary>Whether an outcome is a judgement of the author's work.</summary>
    public virtual bool IsJudgement(Outcome outcome) => outcome is Outcome.Pass or Outcome.Fail or Outcome.Unknown or Outcome.NotApplicable;

    /// <summary>Share of the budget that was judged, in basis points.</summary>
    public virtual int Coverage(IReadOnlyCollection<(int Budget, bool Judged)> criteria)
    {
        var total = criteria.Sum(c => c.Budget);
        return total == 0 ? 0 : (int)(criteria.Where(c => c.Judged).Sum(c => (long)c.Budget) * 10_000 / total);
    }

    /// <summary>Whether a finding holds the letter down: open, certain, and a question's.</summary>
    public virtual bool Holds(ScoredFinding finding) => !finding.Waived && !finding.Finding.IsUnknown && finding.Finding.Rule.Kind == RuleKind.Question;

    /// <summary>The best letter that an open finding of this severity allows.</summary>
    public virtual Grade Best(Severity severity) => severity switch
    {
        Severity.Critical => Grade.D,
        Severity.High => Grade.B,
        _ => Grade.A,
    };

    public virtual Grade NumberLetter(GradeBands bands, int score) => bands.Of(score);

    public virtual bool DeservesLetter(int coverage) => coverage >= 6000;

    public virtual bool DeservesA(int coverage) => coverage >= 8500;

    /// <summary>An A is not to be had by waivers alone.</summary>
    public virtual bool DeservesA(Grade rawLetter) => rawLetter is Grade.A or Grade.B;
}
