using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>RUN that begins with cd instead of a WORKDIR.</summary>
public sealed class CdInRun : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("cd-in-run", "A RUN only changes the directory with cd", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3003", "DS-0013", "KICS RUN Instruction Using cd"],
        Links = ["https://docs.docker.com/reference/dockerfile/#workdir"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => target.Stage is null
        ? RuleAnswer.NotApplicable("Nothing ships.") : RuleAnswer.Of(NeededStages.Of(target).SelectMany(RunStep.Of).SelectMany(s => Judge(s, target, context)));

    private static IEnumerable<RuleFinding> Judge(RunStep step, BuildTargetFacts target, RuleContext context) => step.Commands.Where(c => c is { Name: "cd", GroupDepth: 0, SubstitutionDepth: 0 }).Take(1)
        .Select(c => step.Report(c, "cd holds for this RUN only.", "cd") with
        {
            Remediation = "Set WORKDIR before the RUN.",
            Fix = new(() => CdFix.Of(step, c, target, context)),
        });
}
