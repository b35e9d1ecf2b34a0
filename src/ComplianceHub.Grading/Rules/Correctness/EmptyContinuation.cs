using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A blank line after a continuation character.</summary>
public sealed class EmptyContinuation : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("empty-continuation", "An empty line stands inside an instruction", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["NoEmptyContinuation"],
        Links = ["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Instructions
        .Where(i => i.HasEmptyContinuation)
        .Select(i => RuleFinding.At(i, $"{i.Name} goes on behind an empty line.", i.Name) with { Remediation = "Take the empty line out." }));
}
