using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>WORKDIR in a directory of the kernel or of the boot process.</summary>
public sealed class WorkdirSystemDirectory : Rule
{
    private static readonly string[] s_system = ["/proc", "/sys", "/dev", "/boot", "/initrd", "/lost+found"];

    public override RuleDescriptor Descriptor { get; } = new("workdir-sysdir", "WORKDIR is a system directory", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DS-0030"],
        Links = ["https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .SelectMany(s => s.Instructions.OfType<WorkdirInstruction>()
            .Where(w => s.ScopeAt(w).Expand(w.Path.Text, target.Dockerfile.Escape).Text is { } path && IsSystem(path))
            .Select(w => RuleFinding.At(w, $"WORKDIR {w.Path.Text} belongs to the system.", w.Path.Text) with { Span = w.Path.Span, Remediation = "Work in a directory of the application's own, for instance /srv/app." })));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        RuleAnswer.Of(IsSystem(platform.Config.WorkingDir) ? [new($"The image's working directory {platform.Config.WorkingDir} belongs to the system.", platform.Config.WorkingDir)] : []);

    private static bool IsSystem(string path) =>
        Array.Exists(s_system, s => path.StartsWith(s, StringComparison.Ordinal) && (path.Length == s.Length || path[s.Length] == '/'));
}
