using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A stage called scratch or context.</summary>
public sealed class StageReserved : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("stage-reserved", "A stage has a reserved name", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DL3063", "ReservedStageName"],
        Links = ["https://docs.docker.com/reference/build-checks/reserved-stage-name/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .Where(s => s.Name?.ToUpperInvariant() is "SCRATCH" or "CONTEXT")
        .Select(s => RuleFinding.At(s.From, $"The name {s.Name} means something else to the builder.", s.Name ?? "") with { Span = s.From.StageName?.Span }));
}
