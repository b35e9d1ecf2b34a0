using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>EXPOSE 22.</summary>
public sealed class PortSsh : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("port-22", "The SSH port is exposed", Criterion.Runtime, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DS-0004", "CKV_DOCKER_1", "KICS Exposing Port 22"],
        Links = ["https://docs.docker.com/reference/dockerfile/#expose"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of((target.Stage?.Lineage() ?? [])
        .SelectMany(s => s.Instructions).OfType<ExposeInstruction>()
        .SelectMany(e => e.Arguments.Where(a => IsSsh(a.Text)).Select(a => RuleFinding.At(e, "Port 22 is exposed.", "22") with
        {
            Span = a.Span,
            Remediation = "Take it out, and the SSH server, too: a container is entered by its runtime.",
            Fix = new(() => LineEdits.RemovePart(target.Dockerfile, e, [.. e.Arguments.Select(o => o.Span)], e.Arguments.IndexOf(a))),
        })));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        RuleAnswer.Of(platform.Config.ExposedPorts.Where(IsSsh).Take(1).Select(_ => new RuleFinding("The image exposes port 22.", "22")));

    private static bool IsSsh(string port) => port.Trim('"').Split('/')[0] == "22";
}
