using System.Collections.Immutable;
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

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages.SelectMany(s => Judge(s, context)));

    private static IEnumerable<RuleFinding> Judge(Stage stage, RuleContext context) => stage.Lineage().Skip(1).SelectMany(s => s.Instructions).OfType<WorkdirInstruction>().Any() ? []
        : stage.Instructions.OfType<WorkdirInstruction>().Take(1).Where(w => IsRelative(w.Path.Text.Trim('"', '\'')))
            .Select(w => RuleFinding.At(w, $"WORKDIR {w.Path.Text} depends on the base's directory.", "WORKDIR") with
            {
                Remediation = "Write an absolute path.",
                Fix = new(() => Repair(stage, w.Path, context)),
            });

    /// <summary>Where it is known in which directory the base leaves off.</summary>
    private static ImmutableArray<TextEdit> Repair(Stage stage, Word path, RuleContext context)
    {
        var directory = stage.Root switch
        {
            StageBase.Scratch => "/",
            StageBase.External { Reference: var reference } => context.FindBase(reference)?.WorkingDirectory,
            _ => null,
        };
        return directory is null || path.Text[0] is '"' or '\'' or '.' ? [] : [new(new(path.Span.Start, 0), directory.TrimEnd('/') + "/")];
    }

    private static bool IsRelative(string path) => path.Length > 0 && path[0] is not ('/' or '\\' or '$') && !(path.Length > 1 && path[1] == ':');
}
