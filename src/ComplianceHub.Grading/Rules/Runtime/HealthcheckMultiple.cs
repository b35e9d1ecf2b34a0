using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>Two HEALTHCHECKs in one stage.</summary>
public sealed class HealthcheckMultiple : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("healthcheck-multiple", "Only the last HEALTHCHECK of a stage counts", Criterion.Runtime, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3012", "DS-0023", "MultipleInstructionsDisallowed"],
        Links = ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .SelectMany(s => s.Instructions.OfType<HealthcheckInstruction>().SkipLast(1)).Select(c => RuleFinding.At(c, "A later HEALTHCHECK of the same stage replaces this one.", "HEALTHCHECK") with
        {
            Remediation = "Take it out.",
            Fix = new(() => LineEdits.Remove(target.Dockerfile, c)),
        }));
}
