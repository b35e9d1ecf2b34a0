using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>No HEALTHCHECK in the shipped lineage; NONE is none.</summary>
public sealed class HealthcheckMissing : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("healthcheck-missing", "The image has no health check", Criterion.Runtime, RuleKind.Question, Severity.Low)
    {
        Aliases = ["DL3057", "DS-0026", "CKV_DOCKER_2", "CIS-DI-0006", "KICS Healthcheck Instruction Missing", "CIS-4.6"],
        Links = ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    };

    private static readonly RuleFinding s_missing = new("There is no health check.", "HEALTHCHECK") { Share = Share.Half, Remediation = "Add HEALTHCHECK with a command that answers whether the service works." };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        var last = (target.Stage?.Lineage() ?? []).Select(s => s.Instructions.OfType<HealthcheckInstruction>().LastOrDefault()).FirstOrDefault(h => h is not null);
        return last is { IsNone: false } ? RuleAnswer.Pass : RuleAnswer.Of(
        [
            s_missing with
            {
                Line = last?.StartLine,
                EndLine = last?.EndLine,
                Span = last?.Span,
                // Who writes NONE means it.
                Fix = last is null && target.Stage is { } stage ? new(() => HealthcheckSketch.Of(stage, context)) : Fix.None,
            },
        ]);
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        platform.Config.Healthcheck is { IsEmpty: false } test && test[0] != "NONE" ? RuleAnswer.Pass : RuleAnswer.Of([s_missing]);
}
