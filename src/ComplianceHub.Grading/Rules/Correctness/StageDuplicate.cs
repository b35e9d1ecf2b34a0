using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A stage's name is used again, in any casing.</summary>
public sealed class StageDuplicate : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("stage-duplicate", "Two stages have the same name", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DL3024", "DuplicateStageName", "DS-0012", "CKV_DOCKER_11", "KICS Same Alias In Different Froms"],
        Links = ["https://docs.docker.com/reference/build-checks/duplicate-stage-name/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages.Where(s => s.Name is not null)
        .GroupBy(s => s.Name ?? "", StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1))
        .Select(s => RuleFinding.At(s.From, $"An earlier stage is called {s.Name}, too.", s.Name ?? "") with { Span = s.From.StageName?.Span }));
}
