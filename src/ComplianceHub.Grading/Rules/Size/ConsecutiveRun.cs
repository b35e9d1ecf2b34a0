using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>Two RUNs in a row, with the same flags and a single command each, could be one layer.</summary>
public sealed class ConsecutiveRun : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("consecutive-run", "Consecutive RUNs could be one", Criterion.ImageSize, RuleKind.Counting, Severity.Low) { Aliases = ["DL3059"] };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.Of(target).SelectMany(Judge));

    private static IEnumerable<RuleFinding> Judge(Stage stage)
    {
        var single = new Dictionary<Instruction, RunStep>(ReferenceEqualityComparer.Instance);
        foreach (var step in RunStep.Of(stage))
        {
            if (step.Declared is { } run && IsSingle(run.Script))
            {
                single.Add(run.Instruction, step);
            }
        }

        return stage.Instructions.Zip(stage.Instructions.Skip(1))
            .Where(p => single.ContainsKey(p.First) && single.ContainsKey(p.Second) && Flags(p.First).SequenceEqual(Flags(p.Second)))
            .Select(p => RuleFinding.At(p.Second, "This RUN could join the one above it.", NeededStages.Normalised(p.Second.Original)) with
            {
                Remediation = "Join the two by &&.",
                Fix = new(() => single[p.First].Join(single[p.Second])),
            });
    }

    /// <summary>One command or one pipeline, whatever it substitutes.</summary>
    private static bool IsSingle(ShellScript script) => !script.Commands.IsEmpty
        && script.Commands.All(c => c.SubstitutionDepth > 0 || (c.GroupDepth == 0 && c.Connector is ShellConnector.None or ShellConnector.Pipe));

    private static IEnumerable<(string, string?)> Flags(Instruction instruction) => instruction.Flags.Select(f => (f.Name, f.Value));
}
