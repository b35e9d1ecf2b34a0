using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>Two ENTRYPOINTs in one stage; the earlier one does nothing.</summary>
public sealed class MultipleEntrypoint : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("multiple-entrypoint", "Only the last ENTRYPOINT of a stage counts", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL4004", "MultipleInstructionsDisallowed", "DS-0007", "KICS Multiple ENTRYPOINT"],
        Links = ["https://docs.docker.com/reference/dockerfile/#entrypoint"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .SelectMany(s => s.Instructions.OfType<EntrypointInstruction>().SkipLast(1)).Select(c => RuleFinding.At(c, "A later ENTRYPOINT of the same stage replaces this one.", "ENTRYPOINT") with
        {
            Remediation = "Take it out.",
            Fix = new(() => LineEdits.Remove(target.Dockerfile, c)),
        }));
}
