using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Tests.Scoring;

public sealed class ScoreExplanationTests
{
    private static RuleResult Failing(string id, string title, Criterion criterion, Severity severity, int times = 1)
    {
        var rule = new RuleDescriptor(id, title, criterion, RuleKind.Question, severity);
        return Evaluations.Result(rule, Outcome.Fail, [.. Enumerable.Range(0, times).Select(i => Evaluations.Finding(rule, i, Share.Whole, severity, false))]);
    }

    private static ScoreExplanation Explain(params RuleResult[] results) =>
        ScoreExplanation.Of(ScoreCalculator.Calculate(Evaluations.Passing(results), Policy.Default), Policy.Default.Bands);

    [Fact]
    public void A_held_letter_says_by_what() =>
        Assert.Equal("85.0 · D, held at D by 1 critical: secret in ENV", Explain(Failing("secret", "Secret in ENV", Criterion.NoSecrets, Severity.Critical)).Sentence);

    [Fact]
    public void The_lowest_hold_counts_and_its_findings_are_counted() => Assert.Equal(
        "71.0 · D, held at D by 2 critical: secret in ENV",
        Explain(Failing("user", "Container runs as root", Criterion.NonRoot, Severity.High), Failing("secret", "Secret in ENV", Criterion.NoSecrets, Severity.Critical, 2)).Sentence);

    [Fact]
    public void A_letter_of_its_own_number_needs_no_more_words_and_says_what_lifts_it()
    {
        var explanation = Explain(Failing("a", "Base image is not minimal", Criterion.MinimalBase, Severity.Medium), Failing("b", "Image not pinned", Criterion.DigestPin, Severity.Medium));

        Assert.Equal("84.0 · B", explanation.Sentence);
        Assert.Equal("1.0 points to A; repairing one finding is enough: base image is not minimal.", explanation.Lift);
        Assert.Equal(["a", "b"], explanation.NextFixes.Select(f => f.Finding.Rule.Id));
    }

    [Fact]
    public void Without_a_letter_it_says_what_is_missing()
    {
        var evaluation = new Evaluation([.. Criterion.All.Select(c => Evaluations.Result(Evaluations.Rule(c.Id, c), c == Criterion.Labels ? Outcome.Pass : Outcome.NotCollected) with { Reason = "Nobody looked." })], Evidence.Declared);
        var explanation = ScoreExplanation.Of(ScoreCalculator.Calculate(evaluation, Policy.Default), Policy.Default.Bands);

        Assert.Equal("100.0 · no letter: only 4 % of the checklist could be judged", explanation.Sentence);
        Assert.Equal("A letter needs 60 % of the checklist. Missing most: no secrets. Nobody looked.", explanation.Lift);
    }

    [Fact]
    public void An_A_that_little_coverage_denies_says_so()
    {
        var evaluation = new Evaluation([.. Criterion.All.Select(c => Evaluations.Result(Evaluations.Rule(c.Id, c), c == Criterion.NoSecrets || c == Criterion.Labels ? Outcome.NotCollected : Outcome.Pass))], Evidence.Declared);

        Assert.Equal("100.0 · B, held at B by coverage: only 81 % of the checklist could be judged", ScoreExplanation.Of(ScoreCalculator.Calculate(evaluation, Policy.Default), Policy.Default.Bands).Sentence);
    }

    [Theory]
    [InlineData(8499, "84.9")]
    [InlineData(10_000, "100.0")]
    [InlineData(5, "0.0")]
    public void Numbers_are_rounded_down(int basisPoints, string expected) => Assert.Equal(expected, ScoreText.Of(basisPoints));
}
