using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>EXPOSE 80/TCP.</summary>
public sealed class ExposeProtocolCase : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("expose-proto-case", "A protocol of EXPOSE is written in capitals", Criterion.Runtime, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["ExposeProtoCasing"],
        Links = ["https://docs.docker.com/reference/build-checks/expose-proto-casing/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(ExposedPort.In(target.Dockerfile)
        .Where(p => p.Text.AsSpan(p.Text.LastIndexOf('/') + 1).ContainsAnyInRange('A', 'Z'))
        .Select(p => p.Report($"The protocol of EXPOSE {p.Text} is written in capitals.", p.Text.ToLowerInvariant()) with
        {
            Remediation = $"Write EXPOSE {p.Text.ToLowerInvariant()}.",
            Fix = p.IsLiteral ? [new(p.Word.Span, p.Text.ToLowerInvariant())] : [],
        }));
}
