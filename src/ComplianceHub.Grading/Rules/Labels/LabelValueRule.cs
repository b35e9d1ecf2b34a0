using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A rule about the values of some labels, in the Dockerfile (where they are literal) and in the shipped config.</summary>
public abstract class LabelValueRule : Rule
{
    public sealed override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(LabelReader.Declared(target)
        .Where(l => !l.IsDynamic && Concerns(l.Key, context.Policy))
        .Select(l => (Label: l, Problem: ProblemOf(l.Key, l.Value)))
        .Where(l => l.Problem is not null)
        .Select(l => l.Label.Report($"Label {l.Label.Key} {l.Problem}.") with
        {
            Fix = new(() => CorrectionOf(l.Label.Key, l.Label.Value) is { } value && !l.Label.Instruction.LegacySyntax
                ? [new(l.Label.Pair.ValueSpan, LineEdits.Quoted(value, target.Dockerfile.Escape))] : []),
        }));

    public sealed override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(LabelReader.Shipped(platform.Config)
        .Where(l => Concerns(l.Key, context.Policy))
        .Select(l => (l.Key, Problem: ProblemOf(l.Key, l.Value)))
        .Where(l => l.Problem is not null)
        .Select(l => new RuleFinding($"The image's label {l.Key} {l.Problem}.", l.Key)));

    protected abstract bool Concerns(string key, Policy policy);

    /// <summary>What is wrong, as the rest of a sentence; null when nothing is. Empty values belong to <see cref="LabelEmpty"/>.</summary>
    protected abstract string? ProblemOf(string key, string value);

    /// <summary>What was certainly meant; null when that is not certain.</summary>
    protected virtual string? CorrectionOf(string key, string value) => null;
}
