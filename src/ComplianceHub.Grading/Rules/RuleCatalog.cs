using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Rules;

/// <summary>All rules, and their judgement of an Image. The build lists the rules: each page <c>Rules/Chapter/X.md</c> is the rule <c>Chapter.X</c>.</summary>
public static partial class RuleCatalog
{
    /// <summary>Raised whenever a rule's logic changes, so that stored results are known to be old.</summary>
    public const int EngineVersion = 3;

    /// <summary>All rules ordered by id.</summary>
    public static ImmutableArray<Rule> Rules { get; } = [.. Listed().OrderBy(r => r.Descriptor.Id, StringComparer.Ordinal)];

    public static Rule? Find(string id) => Rules.FirstOrDefault(r => r.Descriptor.Id == id);

    /// <summary>Judges an Image. A rule that throws answers Error; nothing else stops.</summary>
    public static Evaluation Evaluate(GradingSubject subject, Policy policy) => Evaluate(subject, policy, Rules);

    /// <summary>Judges an Image by some rules alone.</summary>
    public static Evaluation Evaluate(GradingSubject subject, Policy policy, IReadOnlySet<string> ruleIds) =>
        Evaluate(subject, policy, [.. Rules.Where(r => ruleIds.Contains(r.Descriptor.Id))]);

    /// <summary>Rules that the policy switches off run, too, so that the secrets they find are masked elsewhere; only their results are left out.</summary>
    internal static Evaluation Evaluate(GradingSubject subject, Policy policy, ImmutableArray<Rule> rules)
    {
        var context = new RuleContext(policy, subject);
        var runs = new List<RuleRun>(rules.Length);
        var secrets = new List<SecretValue>();
        foreach (var rule in rules)
        {
            var run = RuleRun.Of(rule, subject, context);
            run.CollectSecrets(secrets);
            runs.Add(run);
        }

        var mask = new SecretMask(secrets);
        var merger = new AnswerMerger(subject, policy);
        var results = runs.Where(r => !policy.DisabledRules.Contains(r.Rule.Descriptor.Id)).Select(r => merger.Merge(r.Masked(mask))).ToImmutableArray();
        var evidence = (subject.Declared is null ? Evidence.None : Evidence.Declared) | (subject.Shipped is null ? Evidence.None : Evidence.Shipped);
        var comments = subject.Declared is null ? [] : InlineIgnores.Of(subject.Declared.Dockerfile);
        if (comments.IsEmpty)
        {
            return new(results, evidence);
        }

        comments = [.. comments.Select(c => c with { Reason = mask.CleanOrNull(c.Reason) })];
        return new(InlineIgnores.Apply(results, comments, policy.Suppressions, subject.Declared?.Stage, subject.Day), evidence) { InlineIgnores = comments };
    }
}
