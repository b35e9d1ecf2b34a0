using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>An instruction in mixed case, or unlike most of its file; a tie means capitals.</summary>
public sealed class InstructionCase : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("instruction-case", "Instructions differ in case", Criterion.Correctness, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["ConsistentInstructionCasing"],
        Links = ["https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        var file = target.Dockerfile;
        var known = file.Instructions.Where(i => i is not UnknownInstruction).ToList();
        var isLower = known.Count(i => IsLower(Written(file, i))) > known.Count(i => IsUpper(Written(file, i)));
        return RuleAnswer.Of(known.Where(i => isLower ? !IsLower(Written(file, i)) : !IsUpper(Written(file, i)))
            .Select(i => RuleFinding.At(i, $"{Written(file, i)} is written unlike the other instructions.", i.Name) with
            {
                Span = i.NameSpan,
                Fix = [new(i.NameSpan, isLower ? i.Name.ToLowerInvariant() : i.Name)],
            }));
    }

    /// <summary>The instruction's name as the file has it.</summary>
    internal static ReadOnlySpan<char> Written(Dockerfile file, Instruction instruction) => file.Text.AsSpan(instruction.NameSpan.Start, instruction.NameSpan.Length);

    private static bool IsLower(ReadOnlySpan<char> name) => !name.ContainsAnyInRange('A', 'Z');

    private static bool IsUpper(ReadOnlySpan<char> name) => !name.ContainsAnyInRange('a', 'z');
}
