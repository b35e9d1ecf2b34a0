using CsCheck;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using static ComplianceHub.Grading.Tests.Scoring.ScoreMutations;
using static ComplianceHub.Grading.Tests.Scoring.ScoreProperties;

namespace ComplianceHub.Grading.Tests.Scoring;

/// <summary>Each property of the score (PRODUCT.md, Score) holds for the formula and fails for the formula with the mistake that it guards against.</summary>
public sealed class ScoreCalculatorTests
{
    private static readonly Gen<Evaluation> s_evaluations = Gen.OneOf(Evaluations.Any, Evaluations.Good);
    private static readonly Gen<(Evaluation, int)> s_numbered = Gen.Select(s_evaluations, Gen.Int[0, 1000]);

    [Fact]
    public void A_penalty_is_the_largest_question_and_a_saturating_count_of_the_rest() =>
        Proves(s_evaluations, PenaltyFollowsTheFormula, new QuestionsAddUp(), new CountsSaturateEarlier(), new CountsTakeFromTheWholeBudget(), new ThirdsAreRoundedOneByOne(), new SharesAreAveraged());

    [Fact]
    public void A_score_is_what_the_penalties_leave_of_ten_thousand() => Proves(s_evaluations, ScoreIsWhatThePenaltiesLeave, new OnePenaltyIsForgotten());

    [Fact]
    public void Points_sum_to_the_penalty_exactly() => Proves(Evaluations.Waived, PointsSumToThePenalty, new RemaindersAreLost());

    [Fact]
    public void Gain_is_what_repairing_one_finding_alone_adds() => Proves(s_evaluations, GainIsWhatRepairAdds, new GainIsTakenForPoints());

    [Fact]
    public void A_letter_begins_at_its_number() => Proves(
        Gen.OneOf(Gen.OneOf(new[] { 1500, 1501, 3000, 3001, 4500, 4501, 5500, 5501 }.Select(i => (IGen<int>)Gen.Const(i)).ToArray()), Gen.Int[0, 10_000]), LettersAreHalfOpenBands, new BandsAreClosedAbove());

    [Fact]
    public void An_open_critical_allows_a_D_and_an_open_high_a_B() =>
        Proves(Evaluations.Waived, OpenQuestionsHoldTheLetter, new CriticalsHoldNothing(), new HighsHoldNothing());

    [Fact]
    public void Unknown_waived_and_counting_findings_hold_no_letter_down() =>
        Proves(Evaluations.Waived, NothingElseHoldsTheLetter, new UnknownsHold(), new CountingFindingsHold(), new WaivedFindingsHold());

    [Fact]
    public void Coverage_is_the_share_of_the_budget_that_was_judged() => Proves(
        s_evaluations, CoverageIsTheJudgedBudget, new WhatWasNotCollectedIsJudged(), new ErrorsAreJudged(), new UnknownIsNotJudged(), new CriteriaCountAlike());

    [Fact]
    public void Little_coverage_buys_no_letter_and_no_A() =>
        Proves(s_evaluations, LittleCoverageBuysNoLetterAndNoA, new AnyCoverageGetsALetter(), new AnyCoverageGetsAnA());

    [Fact]
    public void Not_applicable_costs_nothing_and_the_denominator_never_moves() =>
        Proves(s_numbered, NotApplicableCostsNothingAndMovesNothing, new NotApplicableIsNotJudged(), new PenaltiesAreScaledUp());

    [Fact]
    public void A_waived_finding_counts_as_passed_and_the_raw_score_does_not_know_of_it() => Proves(Evaluations.Waived, WaivedCountsAsPassed, new WaiversAreIgnored());

    [Fact]
    public void An_A_needs_a_raw_B() => Proves(Evaluations.Waived, AnANeedsARawB, new WaiversBuyAnA());

    [Fact]
    public void Removing_a_finding_never_lowers_a_score() =>
        Proves(Evaluations.Waived, FewerFindingsNeverScoreLower, new SharesAreAveraged(), new CountsShrink());

    [Fact]
    public void Order_changes_nothing() => Proves(s_numbered, OrderChangesNothing, new RemaindersGoToTheFirst(), new TheFirstQuestionCounts());

    private static void Proves<T>(Gen<T> gen, Func<ScoreFormula, T, bool> property, params ScoreFormula[] mutations)
    {
        gen.Sample(sample => property(ScoreFormula.Official, sample), iter: 500, threads: 1);
        foreach (var mutation in mutations)
        {
            Assert.True(Refuted(gen, sample => property(mutation, sample)), $"The property also holds with the mistake {mutation.GetType().Name}: it proves nothing.");
        }
    }

    /// <summary>Sampled by hand: CsCheck would go on to look for the smallest counterexample.</summary>
    private static bool Refuted<T>(Gen<T> gen, Func<T, bool> property) =>
        Enumerable.Range(0, 200).Any(_ => gen.Array[100].Single().Any(sample => !Holds(property, sample)));

    /// <summary>A mistake that asks for the impossible (more than the budget, shared out) is found as surely as one that only counts wrongly.</summary>
    private static bool Holds<T>(Func<T, bool> property, T sample)
    {
        try
        {
            return property(sample);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private sealed class CountsShrink : ScoreFormula
    {
        public override int Counted(int budget, int question, int count) => count == 0 ? 0 : (budget - question) * 3 / (count + 3);
    }
}
