using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>VOLUME over /proc, /sys or /dev.</summary>
public sealed class VolumeSystemDirectory : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("volume-sysdir", "A volume lies over a system directory", Criterion.Runtime, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DKL-DI-0002"],
        Links = ["https://docs.docker.com/reference/dockerfile/#volume"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of((target.Stage?.Lineage() ?? [])
        .SelectMany(s => s.Instructions).OfType<VolumeInstruction>()
        .SelectMany(v => v.Arguments.Where(a => IsSystem(a.Text)).Select(a => RuleFinding.At(v, $"{a.Text} belongs to the system.", a.Text) with
        {
            Span = a.Span,
            Remediation = "Take it out.",
            Fix = new(() => v.Form == CommandForm.Exec && v.Arguments.Length > 1 ? [] : LineEdits.RemovePart(target.Dockerfile, v, [.. v.Arguments.Select(o => o.Span)], v.Arguments.IndexOf(a))),
        })));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        RuleAnswer.Of(platform.Config.Volumes.Where(IsSystem).Select(v => new RuleFinding($"The image's volume {v} belongs to the system.", v)));

    private static bool IsSystem(string path) => path.Trim('"').TrimEnd('/') is "/proc" or "/sys" or "/dev";
}
