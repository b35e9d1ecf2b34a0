using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A stage's name in mixed case, which FROM compares as written.</summary>
public sealed class StageCase : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("stage-case", "A stage's name has capitals", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["StageNameCasing"],
        Links = ["https://docs.docker.com/reference/build-checks/stage-name-casing/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .Where(s => s.Name?.Any(char.IsAsciiLetterUpper) == true)
        .Select(s => RuleFinding.At(s.From, $"The stage {s.Name} is known in small letters only.", s.Name ?? "") with { Span = s.From.StageName?.Span }));
}
