using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Disagreements;

/// <summary>HEALTHCHECK CMD in shell form: only hadolint asks for a JSON array there.</summary>
public sealed class HealthcheckShellForm : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("healthcheck-shell-form", "The health check runs inside a shell", Criterion.Runtime, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["DL3025"],
        Links = ["https://github.com/hadolint/hadolint/wiki/DL3025"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of((target.Stage?.Lineage() ?? [])
        .SelectMany(s => s.Instructions.OfType<HealthcheckInstruction>())
        .Where(h => h is { IsNone: false, Form: CommandForm.Shell } && h.Script.Trim().Length > 0)
        .Select(h => RuleFinding.At(h, "The health check's command runs inside a shell.", h.Name)));
}
