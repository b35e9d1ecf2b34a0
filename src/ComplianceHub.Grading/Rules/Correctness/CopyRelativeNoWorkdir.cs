using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>COPY or ADD to a relative path before any WORKDIR of the lineage: the base decides where it lands.</summary>
public sealed class CopyRelativeNoWorkdir : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("copy-relative-no-workdir", "COPY is relative to an unknown directory", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3045"],
        Links = ["https://docs.docker.com/reference/dockerfile/#copy"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(Judge(target.Dockerfile));

    private static IEnumerable<RuleFinding> Judge(Dockerfile file)
    {
        // Stages come after those they are built on, so that one pass knows them all.
        var known = new bool[file.Stages.Length];
        foreach (var stage in file.Stages)
        {
            // Nobody but the file itself changes the directory of scratch: it is the root.
            var isKnown = stage.Base is StageBase.Scratch || (stage.Base is StageBase.Parent parent && known[parent.Stage.Index]) || stage.InheritedTriggers.Any(t => t is WorkdirInstruction);
            foreach (var instruction in stage.Instructions)
            {
                isKnown |= instruction is WorkdirInstruction;
                if (!isKnown && instruction is TransferInstruction transfer && IsRelative(stage, transfer))
                {
                    yield return RuleFinding.At(transfer, $"{transfer.Name} to {transfer.Destination.Text} lands in the base's directory, whatever that is.", transfer.Destination.Text) with
                    {
                        Span = transfer.Destination.Span,
                        Remediation = "Set WORKDIR before it, or write an absolute path.",
                    };
                }
            }

            known[stage.Index] = isKnown;
        }
    }

    private static bool IsRelative(Stage stage, TransferInstruction transfer)
    {
        // What begins with a variable of unknown value may be absolute; what begins otherwise tells by its beginning.
        var path = stage.ScopeAt(transfer).Expand(transfer.Destination.Text, stage.File.Escape).Text ?? transfer.Destination.Text.TrimStart('"', '\'');
        return path.Length > 0 && path[0] is not ('/' or '\\' or '$') && !(path.Length > 1 && path[1] == ':');
    }
}
