using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>What one rule answered to each piece of evidence, before the answers are merged.</summary>
/// <param name="Declared">Null when there is no Dockerfile, or the rule does not read them.</param>
/// <param name="Shipped">One for each platform it could read.</param>
internal sealed record RuleRun(Rule Rule, RuleAnswer? Declared, ImmutableArray<(string Platform, RuleAnswer Answer)> Shipped)
{
    public IEnumerable<SecretValue> Secrets =>
        Shipped.Select(s => s.Answer).Prepend(Declared).SelectMany(a => a is null ? [] : a.Findings).Select(f => f.Secret).OfType<SecretValue>();

    public static RuleRun Of(Rule rule, GradingSubject subject, RuleContext context)
    {
        var declared = subject.Declared is { } target ? OfStage(rule, target, Ask(() => rule.JudgeDeclared(target, context))) : null;
        var shipped = ImmutableArray.CreateBuilder<(string, RuleAnswer)>();
        foreach (var platform in subject.Shipped?.Platforms ?? [])
        {
            if (Ask(() => rule.JudgeShipped(platform, context)) is { } answer)
            {
                shipped.Add((platform.Platform, answer));
            }
        }

        return new(rule, declared, shipped.ToImmutable());
    }

    public RuleRun Masked(SecretMask mask) => this with
    {
        Declared = Masked(Declared, mask),
        Shipped = [.. Shipped.Select(s => (s.Platform, Masked(s.Answer, mask)!))],
    };

    private static RuleAnswer? Masked(RuleAnswer? answer, SecretMask mask) =>
        answer is null ? null : answer with { Findings = [.. answer.Findings.Select(mask.Clean)], Reason = mask.CleanOrNull(answer.Reason) };

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

    private static RuleAnswer? Ask(Func<RuleAnswer?> judge)
    {
        try
        {
            return judge();
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
