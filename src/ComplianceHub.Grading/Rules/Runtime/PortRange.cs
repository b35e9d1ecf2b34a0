using System.Globalization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>EXPOSE above 65535, either end of a range.</summary>
public sealed class PortRange : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("port-range", "A port cannot exist", Criterion.Runtime, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3011", "DS-0008", "KICS UNIX Ports Out Of Range"],
        Links = ["https://docs.docker.com/reference/dockerfile/#expose"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Instructions.OfType<ExposeInstruction>()
        .SelectMany(e => e.Arguments.Where(a => IsOut(a.Text)).Select(a => RuleFinding.At(e, $"Port {a.Text} cannot exist.", a.Text) with { Span = a.Span })));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        RuleAnswer.Of(platform.Config.ExposedPorts.Where(IsOut).Select(p => new RuleFinding($"The image exposes port {p}, which cannot exist.", p)));

    private static bool IsOut(string port) => port.Trim('"').Split('/')[0].Split('-')
        .Any(end => long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 65_535);
}
