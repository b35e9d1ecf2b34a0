using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>Something other than ARG before the first FROM; the build refuses it.</summary>
public sealed class InstructionOrder : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("instruction-order", "The Dockerfile does not begin with FROM", Criterion.Correctness, RuleKind.Question, Severity.Medium)
    {
        Aliases = ["DL3061"],
        Links = ["https://docs.docker.com/reference/dockerfile/#format"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        var file = target.Dockerfile;
        return file.Stages.IsEmpty && file.Instructions.All(i => i is ArgInstruction)
            ? RuleAnswer.Of(file.Instructions.Take(1).Select(i => RuleFinding.At(i, "There is no FROM, so there is nothing to build.", "FROM")))
            : RuleAnswer.Of(Misplaced(file).Select(i => RuleFinding.At(i, $"{i.Name} stands before the first FROM, where only ARG may.", i.Name) with { Remediation = "Move it below a FROM." }));
    }

    /// <summary>Instructions that belong to no stage. What is no instruction at all is <see cref="SyntaxError"/>'s.</summary>
    internal static IEnumerable<Instruction> Misplaced(Dockerfile file) =>
        file.Instructions.TakeWhile(i => i is not FromInstruction).Where(i => i is not (ArgInstruction or UnknownInstruction));
}
