using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>COPY --from or a mount that names the stage it stands in.</summary>
public sealed class CopyFromSelf : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("copy-from-self", "A stage copies from itself", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DL3023", "DS-0006", "KICS COPY --from References Current FROM Alias"],
        Links = ["https://docs.docker.com/reference/dockerfile/#copy---from"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.ImageUses
        .Where(u => u.Stage is not null && u.Stage == u.User)
        .Select(u => RuleFinding.At(u.Instruction, $"{u.Instruction.Name} takes from {u.Written}, the stage it stands in.", u.Written) with
        {
            Span = u.Span,
            Remediation = "Name the stage that makes the file; within one stage use RUN cp or mv.",
        }));
}
