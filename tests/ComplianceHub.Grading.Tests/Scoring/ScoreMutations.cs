using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Tests.Scoring;

/// <summary>The formula with one deliberate mistake each.</summary>
internal static class ScoreMutations
{
    internal sealed class QuestionsAddUp : ScoreFormula
    {
        public override int Question(IReadOnlyCollection<int> ruleShares) => ruleShares.Sum();
    }

    internal sealed class CountsSaturateEarlier : ScoreFormula
    {
        public override int Counted(int budget, int question, int count) => (int)((long)(budget - question) * count / (count + 2));
    }

    internal sealed class CountsTakeFromTheWholeBudget : ScoreFormula
    {
        public override int Counted(int budget, int question, int count) => (int)((long)budget * count / (count + 3));
    }

    internal sealed class ThirdsAreRoundedOneByOne : ScoreFormula
    {
        public override int RuleShare(int budget, RuleDescriptor rule, IReadOnlyCollection<Finding> open) =>
            rule.Combination == ShareCombination.Sum ? Math.Min(budget, open.Sum(f => f.Share.Of(budget))) : base.RuleShare(budget, rule, open);
    }

    internal sealed class OnePenaltyIsForgotten : ScoreFormula
    {
        public override int Total(IEnumerable<int> penalties) => 10_000 - penalties.Skip(1).Sum();
    }

    internal sealed class RemaindersAreLost : ScoreFormula
    {
        public override ImmutableArray<int> Split(int amount, IReadOnlyList<long> weights, IReadOnlyList<string> keys)
        {
            var sum = weights.Sum();
            return [.. weights.Select(w => sum == 0 ? 0 : (int)(amount * w / sum))];
        }
    }

    internal sealed class RemaindersGoToTheFirst : ScoreFormula
    {
        public override ImmutableArray<int> Split(int amount, IReadOnlyList<long> weights, IReadOnlyList<string> keys) =>
            base.Split(amount, weights, [.. keys.Select((_, i) => i.ToString("D4", System.Globalization.CultureInfo.InvariantCulture))]);
    }

    internal sealed class GainIsTakenForPoints : ScoreFormula
    {
        public override int Gain(int penalty, int penaltyWithout, int points) => points;
    }

    internal sealed class BandsAreClosedAbove : ScoreFormula
    {
        public override Grade NumberLetter(GradeBands bands, int score) => bands.Of(score - 1);
    }

    internal sealed class CriticalsHoldNothing : ScoreFormula
    {
        public override Grade Best(Severity severity) => severity == Severity.Critical ? Grade.B : base.Best(severity);
    }

    internal sealed class HighsHoldNothing : ScoreFormula
    {
        public override Grade Best(Severity severity) => severity == Severity.High ? Grade.A : base.Best(severity);
    }

    internal sealed class UnknownsHold : ScoreFormula
    {
        public override bool Holds(ScoredFinding finding) => !finding.Waived && finding.Finding.Rule.Kind == RuleKind.Question;
    }

    internal sealed class CountingFindingsHold : ScoreFormula
    {
        public override bool Holds(ScoredFinding finding) => !finding.Waived && !finding.Finding.IsUnknown;
    }

    internal sealed class WaivedFindingsHold : ScoreFormula
    {
        public override bool Holds(ScoredFinding finding) => base.Holds(finding with { Waived = false });
    }

    internal sealed class WhatWasNotCollectedIsJudged : ScoreFormula
    {
        public override bool IsJudgement(Outcome outcome) => outcome != Outcome.Error;
    }

    internal sealed class ErrorsAreJudged : ScoreFormula
    {
        public override bool IsJudgement(Outcome outcome) => outcome != Outcome.NotCollected;
    }

    internal sealed class UnknownIsNotJudged : ScoreFormula
    {
        public override bool IsJudgement(Outcome outcome) => base.IsJudgement(outcome) && outcome != Outcome.Unknown;
    }

    internal sealed class CriteriaCountAlike : ScoreFormula
    {
        public override int Coverage(IReadOnlyCollection<(int Budget, bool Judged)> criteria) => criteria.Count(c => c.Judged) * 10_000 / criteria.Count;
    }

    internal sealed class AnyCoverageGetsALetter : ScoreFormula
    {
        public override bool DeservesLetter(int coverage) => true;
    }

    internal sealed class AnyCoverageGetsAnA : ScoreFormula
    {
        public override bool DeservesA(int coverage) => true;
    }

    internal sealed class NotApplicableIsNotJudged : ScoreFormula
    {
        public override bool IsJudgement(Outcome outcome) => base.IsJudgement(outcome) && outcome != Outcome.NotApplicable;
    }

    internal sealed class PenaltiesAreScaledUp : ScoreFormula
    {
        public override int Total(IEnumerable<int> penalties)
        {
            var costing = penalties.Where(p => p > 0).ToList();
            return 10_000 - (costing.Sum() * 14 / Math.Max(14, 14 + (14 - costing.Count)));
        }
    }

    internal sealed class WaiversAreIgnored : ScoreFormula
    {
        public override bool IsOpen(Finding finding, IReadOnlySet<string> waived) => true;
    }

    internal sealed class WaiversBuyAnA : ScoreFormula
    {
        public override bool DeservesA(Grade rawLetter) => true;
    }

    internal sealed class SharesAreAveraged : ScoreFormula
    {
        public override int RuleShare(int budget, RuleDescriptor rule, IReadOnlyCollection<Finding> open) =>
            open.Count == 0 ? 0 : (int)open.Average(f => f.Share.Of(budget));
    }

    internal sealed class TheFirstQuestionCounts : ScoreFormula
    {
        public override int Question(IReadOnlyCollection<int> ruleShares) => ruleShares.FirstOrDefault();
    }
}
