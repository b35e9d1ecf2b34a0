using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>ONBUILD of ONBUILD, FROM or MAINTAINER; the build refuses it.</summary>
public sealed class OnbuildForbidden : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("onbuild-forbidden", "ONBUILD holds an instruction that it may not", Criterion.Correctness, RuleKind.Question, Severity.Medium)
    {
        Aliases = ["DL3043"],
        Links = ["https://docs.docker.com/reference/dockerfile/#onbuild-limitations"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(In(target.Dockerfile)
        .Select(o => RuleFinding.At(o, $"ONBUILD may not hold {o.Trigger?.Name}.", $"ONBUILD {o.Trigger?.Name}") with { Remediation = "Take the line out, or let the image that is built on this one say it." }));

    internal static IEnumerable<OnbuildInstruction> In(Dockerfile file) =>
        file.Instructions.OfType<OnbuildInstruction>().Where(o => o.Trigger is OnbuildInstruction or FromInstruction or MaintainerInstruction);
}
