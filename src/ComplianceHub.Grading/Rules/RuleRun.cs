using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>What one rule answered to each piece of evidence, before the answers are merged.</summary>
/// <param name="Declared">Null when there is no Dockerfile, or the rule does not read them.</param>
/// <param name="Shipped">One for each platform it could read.</param>
internal sealed record RuleRun(Rule Rule, RuleAnswer? Declared, ImmutableArray<(string Platform, RuleAnswer Answer)> Shipped)
{
    public static RuleRun Of(Rule rule, GradingSubject subject, RuleContext context)
    {
        var declared = subject.Declared is { } target
            ? OfStage(rule, target, Ask(static (rule, target, context) => rule.JudgeDeclared(target, context), rule, target, context)) : null;
        return new(rule, declared, subject.Shipped is { } image ? OfPlatforms(rule, image, context) : []);
    }

    /// <summary>Adds every secret that was found.</summary>
    public void CollectSecrets(List<SecretValue> secrets)
    {
        Collect(Declared);
        foreach (var (_, answer) in Shipped)
        {
            Collect(answer);
        }

        void Collect(RuleAnswer? answer)
        {
            foreach (var finding in answer?.Findings ?? [])
            {
                if (finding.Secret is { } secret)
                {
                    secrets.Add(secret);
                }
            }
        }
    }

    public RuleRun Masked(SecretMask mask) => mask.IsEmpty ? this : this with
    {
        Declared = Declared is null ? null : Masked(Declared, mask),
        Shipped = [.. Shipped.Select(s => (s.Platform, Masked(s.Answer, mask)))],
    };

    private static RuleAnswer Masked(RuleAnswer answer, SecretMask mask) =>
        answer with { Findings = [.. answer.Findings.Select(mask.Clean)], Reason = mask.CleanOrNull(answer.Reason) };

    private static ImmutableArray<(string Platform, RuleAnswer Answer)> OfPlatforms(Rule rule, ImageFacts image, RuleContext context)
    {
        var shipped = ImmutableArray.CreateBuilder<(string, RuleAnswer)>();
        foreach (var platform in image.Platforms)
        {
            if (Ask(static (rule, platform, context) => rule.JudgeShipped(platform, context), rule, platform, context) is { } answer)
            {
                shipped.Add((platform.Platform, answer));
            }
        }

        return shipped.ToImmutable();
    }

    /// <summary>
    /// A file in which nothing ships cannot answer a question, whatever the rule made of it; what it found all the same stands. Whether the text is in order
    /// can be told of any text.
    /// </summary>
    private static RuleAnswer? OfStage(Rule rule, BuildTargetFacts target, RuleAnswer? answer)
    {
        if (target.Stage is not null || answer is null || rule.Descriptor.Kind != RuleKind.Question || rule.Descriptor.Criterion == Criterion.Correctness || answer.Outcome is Outcome.Fail or Outcome.NotCollected)
        {
            return answer;
        }

        return new(Outcome.Unknown, [], target.Dockerfile.Stages.IsEmpty ? "The Dockerfile has no FROM." : "The Dockerfile has no stage of the target's name.");
    }

    private static RuleAnswer? Ask<TEvidence>(Func<Rule, TEvidence, RuleContext, RuleAnswer?> judge, Rule rule, TEvidence evidence, RuleContext context)
    {
        try
        {
            return judge(rule, evidence, context);
        }
#pragma warning disable CA1031 // Whatever a rule throws is that rule's error and nobody else's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Never the exception's message: it may quote what was crawled.
            return new(Outcome.Error, [], $"The rule stopped with {exception.GetType().Name}.");
        }
    }
}
