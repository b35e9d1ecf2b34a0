using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A relative WORKDIR before any absolute one of the stage's lineage.</summary>
public sealed class WorkdirRelative : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("workdir-relative", "WORKDIR is relative to an unknown directory", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3000", "WorkdirRelativePath", "DS-0009", "CKV_DOCKER_10", "KICS WORKDIR Path Not Absolute"],
        Links = ["https://docs.docker.com/reference/dockerfile/#workdir"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages.SelectMany(Judge));

    private static IEnumerable<RuleFinding> Judge(Stage stage) => stage.Lineage().Skip(1).SelectMany(s => s.Instructions).OfType<WorkdirInstruction>().Any() ? []
        : stage.Instructions.OfType<WorkdirInstruction>().Take(1).Where(w => IsRelative(w.Path.Text.Trim('"', '\'')))
            .Select(w => RuleFinding.At(w, $"WORKDIR {w.Path.Text} depends on the base's directory.", "WORKDIR") with { Remediation = "Write an absolute path." });

    private static bool IsRelative(string path) => path.Length > 0 && path[0] is not ('/' or '\\' or '$') && !(path.Length > 1 && path[1] == ':');
}
