using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A pipe in a RUN whose shell does not set pipefail.</summary>
public sealed class PipeFail : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("pipefail", "A pipe hides the failure of its first command", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL4006", "KICS Shell Running A Pipe Without Pipefail Flag"],
        Links = ["https://docs.docker.com/build/building/best-practices/#using-pipes"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => target.Stage is null
        ? RuleAnswer.NotApplicable("Nothing ships.") : RuleAnswer.Of(NeededStages.Of(target).SelectMany(RunStep.Of).SelectMany(s => Judge(s, context)));

    private static IEnumerable<RuleFinding> Judge(RunStep step, RuleContext context) => step.Declared is { PipeFail: true } ? [] : step.Commands.Where(c => c.PipesOutput).Take(1)
        .Select(c => step.Report(c, "If a command before the pipe fails, the build goes on.", "pipe") with
        {
            Remediation = "Set SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] (ash on Alpine) before it.",
            Fix = new(() => PipeFailFix.Of(step, context)),
        });
}
