using System.Collections.Immutable;
using CsCheck;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Scoring;

/// <summary>Random results of made-up rules: a few rules a criterion, of every kind, outcome and share.</summary>
internal static class Evaluations
{
    private static readonly Gen<Share> s_share = Gen.Int[1, 6].SelectMany(d => Gen.Int[1, d].Select(n => new Share(n, d)));

    private static readonly Gen<Outcome> s_outcome = Gen.Frequency(
        (6, Gen.Const(Outcome.Pass)), (5, Gen.Const(Outcome.Fail)), (2, Gen.Const(Outcome.Unknown)), (1, Gen.Const(Outcome.NotApplicable)),
        (1, Gen.Const(Outcome.NotCollected)), (1, Gen.Const(Outcome.Error)));

    private static readonly Gen<(RuleKind Kind, Severity Severity, bool Sums, Outcome Outcome, (Share Share, Severity Severity)[] Findings)> s_rule = Gen.Select(
        Gen.Enum<RuleKind>(), Gen.Enum<Severity>(), Gen.Bool, s_outcome, Gen.Select(s_share, Gen.Enum<Severity>()).Array[1, 4]);

    /// <summary>Any results.</summary>
    public static readonly Gen<Evaluation> Any = s_rule.Array[0, 3].Array[Criterion.All.Length].Select(Build);

    /// <summary>Results in which every question is answered and few fail, so that good letters happen.</summary>
    public static readonly Gen<Evaluation> Good = Gen.Int[0, 12].SelectMany(chance => s_rule.Array[1, 2].Array[Criterion.All.Length]
        .Select(rules => Build([.. rules.Select((c, i) => c.Select((r, j) => r with
        {
            Kind = j == 0 ? RuleKind.Question : RuleKind.Counting,
            Outcome = (i * 7 + j + r.Findings.Length) % 13 < chance ? Outcome.Pass : r.Outcome is Outcome.Error ? Outcome.Pass : r.Outcome,
        }).ToArray())])));

    /// <summary>Any results with some findings waived.</summary>
    public static readonly Gen<(Evaluation Evaluation, ImmutableHashSet<string> Waived)> Waived = Gen.OneOf(Any, Good).SelectMany(evaluation =>
        Gen.Bool.Array[evaluation.Findings.Count()].Select(chosen =>
            (evaluation, evaluation.Findings.Where((_, i) => chosen[i]).Select(f => f.Fingerprint).ToImmutableHashSet())));

    public static Finding Finding(RuleDescriptor rule, int ordinal, Share share, Severity severity, bool unknown) => new(
        FindingIdentity.Fingerprint(rule.Id, "Dockerfile", "", "", ordinal), rule, severity, share, unknown, "Something.", "", "", ordinal, Evidence.Declared, []);

    public static RuleDescriptor Rule(string id, Criterion criterion, RuleKind kind = RuleKind.Question, ShareCombination combination = ShareCombination.Largest) =>
        new(id, "Something is wrong", criterion, kind, criterion.Severity) { Combination = combination };

    public static RuleResult Result(RuleDescriptor rule, Outcome outcome, params Finding[] findings) =>
        new(rule, outcome, [.. findings], Evidence.Declared, null, null);

    /// <summary>All criteria pass, but for the given results.</summary>
    public static Evaluation Passing(params RuleResult[] but) => new(
        [.. but, .. Criterion.All.Where(c => but.All(r => r.Rule.Criterion != c)).Select(c => Result(Rule(c.Id + "-asked", c), Outcome.Pass))], Evidence.Declared);

    /// <summary>The evaluation without one finding; a rule that has none left passes.</summary>
    public static Evaluation Without(Evaluation evaluation, Func<Finding, bool> gone) => evaluation with
    {
        Results = [.. evaluation.Results.Select(r =>
        {
            var left = r.Findings.RemoveAll(f => gone(f));
            return r with { Findings = left, Outcome = left.IsEmpty && !r.Findings.IsEmpty ? Outcome.Pass : r.Outcome };
        })],
    };

    private static Evaluation Build((RuleKind Kind, Severity Severity, bool Sums, Outcome Outcome, (Share Share, Severity Severity)[] Findings)[][] rules)
    {
        var results = ImmutableArray.CreateBuilder<RuleResult>();
        for (var c = 0; c < rules.Length; c++)
        {
            for (var r = 0; r < rules[c].Length; r++)
            {
                var (kind, severity, sums, outcome, findings) = rules[c][r];
                var rule = Rule($"{Criterion.All[c].Id}-{r}", Criterion.All[c], kind, sums ? ShareCombination.Sum : ShareCombination.Largest) with { Severity = severity };
                var found = outcome is Outcome.Fail or Outcome.Unknown
                    ? findings.Select((f, i) => Finding(rule, i, f.Share, f.Severity, outcome == Outcome.Unknown)).ToArray() : [];
                results.Add(Result(rule, outcome, found));
            }
        }

        return new(results.ToImmutable(), Evidence.Declared);
    }
}
