using System.Collections.Immutable;
using CsCheck;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Tests.Rules;

/// <summary>How answers to two kinds of evidence and several platforms become one result.</summary>
public sealed class EvaluateTests
{
    private static readonly GradingSubject s_dockerfile = GradingSubject.OfDockerfile(Graded.File("FROM alpine:3\n"));
    private static readonly GradingSubject s_both = s_dockerfile with { Shipped = Graded.Image(Graded.Platform(), Graded.Platform(platform: "linux/arm64")) };
    private static readonly GradingSubject s_image = s_both with { Declared = null };

    private static RuleAnswer Failing(params string[] loci) => RuleAnswer.Of(loci.Select(l => new RuleFinding($"About {l}.", l)));

    private static RuleResult Run(GradingSubject subject, Rule rule, Policy? policy = null) => RuleCatalog.Evaluate(subject, policy ?? Policy.Default, [rule]).Results.Single();

    [Fact]
    public void Evidence_that_is_not_there_is_not_collected()
    {
        Assert.Contains("needs the Dockerfile", Run(s_image, new Fake { Declared = _ => RuleAnswer.Pass }).Reason, StringComparison.Ordinal);
        Assert.Equal(Outcome.NotCollected, Run(s_dockerfile, new Fake { Shipped = _ => RuleAnswer.Pass }).Outcome);
    }

    [Fact]
    public void Platforms_that_agree_are_one_finding_of_all_platforms() =>
        Assert.Equal([("a", 0), ("b", 1)], Run(s_image, new Fake { Shipped = p => p == "linux/amd64" ? Failing("a") : Failing("a", "b") }).Findings.Select(f => (f.Locus, f.Platforms.Length)));

    [Fact]
    public void Elsewhere_findings_are_the_union_and_the_worst_outcome_counts()
    {
        var result = Run(s_both, new Fake { Declared = _ => Failing("a", "b"), Shipped = _ => Failing("b", "c") });

        Assert.Equal([("a", Evidence.Declared), ("b", Evidence.Declared | Evidence.Shipped), ("c", Evidence.Shipped)], result.Findings.Select(f => (f.Locus, f.Evidence)));
        Assert.Equal(Outcome.Fail, Run(s_both, new Fake { Declared = _ => RuleAnswer.Pass, Shipped = _ => Failing("a") }).Outcome);
        Assert.Null(result.Drift);
    }

    [Fact]
    public void Where_shipped_evidence_overrides_it_replaces_and_says_what_drifted()
    {
        var rule = new Fake(Criterion.NonRoot) { Declared = _ => Failing("a"), Shipped = _ => RuleAnswer.Pass };
        var result = Run(s_both, rule);

        Assert.Equal(Outcome.Pass, result.Outcome);
        Assert.Empty(result.Findings);
        Assert.Contains("About a.", result.Drift, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shipped_answer_that_is_no_judgement_overrides_nothing()
    {
        Assert.Equal(Outcome.Fail, Run(s_both, new Fake(Criterion.NonRoot) { Declared = _ => Failing("a"), Shipped = _ => RuleAnswer.NotCollected("x") }).Outcome);
        Assert.Equal(Outcome.Pass, Run(s_both, new Fake { Declared = _ => RuleAnswer.Pass, Shipped = _ => RuleAnswer.NotCollected("x") }).Outcome);
    }

    [Fact]
    public void Unknown_without_a_place_still_costs()
    {
        var finding = Assert.Single(Run(s_dockerfile, new Fake { Declared = _ => new(Outcome.Unknown, [], "Nobody knows.") }).Findings);

        Assert.True(finding.IsUnknown);
        Assert.Equal("Nobody knows.", finding.Message);
    }

    [Fact]
    public void A_rule_that_breaks_answers_Error_and_quotes_nothing()
    {
        var result = Run(s_dockerfile, new Fake { Declared = _ => throw new InvalidOperationException("hunter2") });

        Assert.Equal(Outcome.Error, result.Outcome);
        Assert.DoesNotContain("hunter2", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RUN ls\n", null)]
    [InlineData("", null)]
    [InlineData("FROM alpine:3\n", "nowhere")]
    public void Without_a_stage_that_ships_questions_are_unknown_and_nothing_breaks(string text, string? target)
    {
        var evaluation = RuleCatalog.Evaluate(GradingSubject.OfDockerfile(Graded.File(text, target)), Policy.Default);

        Assert.DoesNotContain(evaluation.Results, r => r.Outcome == Outcome.Error);
        Assert.Equal(Outcome.Unknown, evaluation.Results.Single(r => r.Rule.Id == "user-root").Outcome);
        Assert.Equal(Outcome.Unknown, Run(GradingSubject.OfDockerfile(Graded.File(text, target)), new Fake { Declared = _ => throw new InvalidOperationException() }).Outcome);
    }

    [Fact]
    public void A_secret_that_one_rule_found_is_masked_in_what_every_other_says()
    {
        var finder = new Fake { Id = "finder", Declared = _ => RuleAnswer.Of([new("Found.", "TOKEN") { Secret = new("s3cr3t-value") }]) };
        var talker = new Fake
        {
            Id = "talker",
            Declared = t => RuleAnswer.Of([new("It says s3cr3t-value.", "curl s3cr3t-value") { Remediation = "Do not write s3cr3t-value.", Fix = [new(new(0, 0), "ENV A=s3cr3t-value")] }]),
        };
        var policy = Policy.Default with { DisabledRules = ["finder"] };
        var finding = Assert.Single(RuleCatalog.Evaluate(s_dockerfile, policy, [finder, talker]).Findings);

        Assert.Equal(("It says ••••••••.", "curl ••••••••", "Do not write ••••••••."), (finding.Message, finding.Locus, finding.Remediation));
        Assert.Empty(finding.Fix);
    }

    [Fact]
    public void A_short_secret_is_masked_as_a_word_only()
    {
        var mask = new SecretMask([new("abc")]);

        Assert.Equal("abcd •••••••• x=••••••••", mask.Clean("abcd abc x=abc"));
    }

    [Fact]
    public void Rules_that_are_switched_off_say_nothing() =>
        Assert.DoesNotContain(RuleCatalog.Evaluate(s_dockerfile, Policy.Default with { DisabledRules = ["user-root"] }).Results, r => r.Rule.Id == "user-root");

    [Fact]
    public void The_policys_severity_stands_for_all_findings_of_a_rule_and_decides_whether_they_hold_the_letter()
    {
        var low = Policy.Default with { Severities = Policy.Default.Severities.Add("tag-latest", Severity.Low) };
        var critical = Policy.Default with { Severities = Policy.Default.Severities.Add("tag-latest", Severity.Critical) };

        Assert.Equal([Severity.High, Severity.Low, Severity.Critical], new[] { Policy.Default, low, critical }.Select(p => Graded.By<TagLatest>("FROM a:latest", p).Findings[0].Severity));
        Assert.Equal([Grade.B, null, Grade.D], new[] { Policy.Default, low, critical }.Select(p => Score(p).Hold?.At));
        Assert.Single(new[] { Policy.Default, low, critical }.Select(p => Score(p).Effective).Distinct());

        static Score Score(Policy policy)
        {
            var file = GradingSubject.OfDockerfile(Graded.File("FROM registry.example.org/alpine:latest\nUSER 1"));
            var lenient = policy with { Bands = new(4000, 3000, 2000, 1000), Registries = ["registry.example.org"] };
            return ScoreCalculator.Calculate(RuleCatalog.Evaluate(file, lenient), lenient);
        }
    }

    [Fact]
    public void Ordinals_count_in_the_order_of_the_document()
    {
        var result = Run(s_dockerfile, new Fake { Declared = _ => RuleAnswer.Of([new("Second.", "a") { Line = 9 }, new("First.", "a") { Line = 2 }]) });

        Assert.Equal([("First.", 0), ("Second.", 1)], result.Findings.Select(f => (f.Message, f.Ordinal)));
    }

    /// <summary>Score 8: comments and blank lines change neither findings nor score; only the rule about comments may advise.</summary>
    [Fact]
    public void Comments_and_blank_lines_change_nothing() => Gen.OneOf(Gen.Const("# a remark\n"), Gen.Const("\n"), Gen.Const("# another\n\n")).Array[0, 6].Sample(
        noise =>
        {
            string[] lines = ["FROM debian AS build\n", "RUN apt-get install -y gcc\n", "FROM node:latest\n", "COPY --from=build /a /a\n", "USER root\n", "CMD a\n"];
            var noisy = string.Concat(lines.Select((l, i) => (i < noise.Length ? noise[i] : "") + l));
            var (plain, other) = (RuleCatalog.Evaluate(GradingSubject.OfDockerfile(Graded.File(string.Concat(lines))), Policy.Default), RuleCatalog.Evaluate(GradingSubject.OfDockerfile(Graded.File(noisy)), Policy.Default));
            return plain.Findings.Select(f => f.Fingerprint).Order().SequenceEqual(other.Findings.Where(f => f.Rule.Id != "definition-comment").Select(f => f.Fingerprint).Order())
                && ScoreCalculator.Calculate(plain, Policy.Default).Effective == ScoreCalculator.Calculate(other, Policy.Default).Effective;
        },
        iter: 30,
        threads: 1);

    /// <summary>Score 9: the same evidence gives the same result.</summary>
    [Fact]
    public void The_same_evidence_gives_the_same_answer() => Assert.Equal(
        RuleCatalog.Evaluate(s_both, Policy.Default).Findings.Select(f => (f.Fingerprint, f.Message)), RuleCatalog.Evaluate(s_both, Policy.Default).Findings.Select(f => (f.Fingerprint, f.Message)));

    private sealed class Fake(Criterion? criterion = null) : Rule
    {
        public string Id { get; init; } = "fake";

        public Func<BuildTargetFacts, RuleAnswer?> Declared { get; init; } = _ => null;

        public Func<string, RuleAnswer?> Shipped { get; init; } = _ => null;

        public override RuleDescriptor Descriptor => new(Id, "Something", criterion ?? Criterion.NoSecrets, RuleKind.Question, Severity.High);

        public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => Declared(target);

        public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => Shipped(platform.Platform);
    }
}
