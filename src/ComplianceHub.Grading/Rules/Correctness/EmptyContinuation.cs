using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A blank line after a continuation character.</summary>
public sealed class EmptyContinuation : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("empty-continuation", "An empty line stands inside an instruction", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["NoEmptyContinuation"],
        Links = ["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Instructions
        .Where(i => i.HasEmptyContinuation)
        .Select(i => RuleFinding.At(i, $"{i.Name} goes on behind an empty line.", i.Name) with
        {
            Remediation = "Take the empty line out.",
            Fix = new(() => Repair(target.Dockerfile, i)),
        }));

    /// <summary>Neighbouring empty lines go in one edit.</summary>
    private static ImmutableArray<TextEdit> Repair(Dockerfile file, Instruction instruction)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        var last = file.Lines.LineAt(instruction.LogicalEnd);
        for (var line = instruction.StartLine + 1; line <= last; line++)
        {
            if (LineEdits.TextOf(file, line).Trim().IsEmpty)
            {
                var edit = LineEdits.RemoveLine(file, line);
                if (edits.Count > 0 && edits[^1].Span.End == edit.Span.Start)
                {
                    edits[^1] = new(TextSpan.FromBounds(edits[^1].Span.Start, edit.Span.End), "");
                }
                else
                {
                    edits.Add(edit);
                }
            }
        }

        return edits.ToImmutable();
    }
}
