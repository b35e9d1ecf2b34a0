using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>Two CMDs in one stage; the earlier one does nothing.</summary>
public sealed class MultipleCmd : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("multiple-cmd", "Only the last CMD of a stage counts", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL4003", "MultipleInstructionsDisallowed", "DS-0016", "KICS Multiple CMD"],
        Links = ["https://docs.docker.com/reference/dockerfile/#cmd"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .SelectMany(s => s.Instructions.OfType<CmdInstruction>().SkipLast(1)).Select(c => RuleFinding.At(c, "A later CMD of the same stage replaces this one.", "CMD") with
        {
            Remediation = "Take it out.",
            Fix = new(() => LineEdits.Remove(target.Dockerfile, c)),
        }));
}
