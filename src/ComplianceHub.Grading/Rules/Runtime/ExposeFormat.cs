using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>EXPOSE with an address or a port of the host.</summary>
public sealed class ExposeFormat : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("expose-format", "EXPOSE names a port of the host", Criterion.Runtime, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["ExposeInvalidFormat"],
        Links = ["https://docs.docker.com/reference/build-checks/expose-invalid-format/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(ExposedPort.In(target.Dockerfile)
        .Where(p => p.Text.Contains(':', StringComparison.Ordinal))
        .Select(p => (Port: p, Container: p.Text[(p.Text.LastIndexOf(':') + 1)..]))
        .Select(p => p.Port.Report($"EXPOSE {p.Port.Text} says where to publish the port; only docker run can.", p.Container) with
        {
            Remediation = $"Write EXPOSE {p.Container}.",
            Fix = p.Port.IsLiteral && p.Container.Length > 0 ? [new(p.Port.Word.Span, p.Container)] : [],
        }));
}
