using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>
/// A variable that nothing defines, in an instruction that the builder expands. What an unknown base may define is not reported, unless the file itself
/// declares it in another place, where this stage does not see it.
/// </summary>
public sealed class UndefinedVariable : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("undefined-var", "A variable is used that nothing defines", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["UndefinedVar"],
        Links = ["https://docs.docker.com/reference/build-checks/undefined-var/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        HashSet<string>? arguments = null;
        return RuleAnswer.Of(ExpandedVariables.Undefined(target.Dockerfile).Select(Judge).OfType<RuleFinding>());

        RuleFinding? Judge(UndefinedUse use)
        {
            var known = VariablesOf(use.Stage, context);
            arguments ??= ExpandedVariables.Arguments(target.Dockerfile);
            return known?.Contains(use.Name) == true ? null
                : arguments.Contains(use.Name) && !IsOwn(use) ? Unseen(use)
                : known is not null ? Unknown(use) : null;
        }
    }

    /// <summary><c>ARG X=${X}</c> hopes that the base has it.</summary>
    private static bool IsOwn(UndefinedUse use) => use.Instruction is ArgInstruction arg && arg.Declarations.Any(d => d.Key == use.Name);

    private static RuleFinding Unseen(UndefinedUse use) =>
        use.Report($"{use.Instruction.Name} uses {use.Name}, which this stage does not see: its ARG stands before the first FROM, in another stage or further down.") with
        {
            Remediation = $"Repeat ARG {use.Name} in the stage, above.",
            Fix = new(() => Repeat(use)),
        };

    /// <summary>An argument of another stage has its default there; only the global ones are to be had by name.</summary>
    private static ImmutableArray<TextEdit> Repeat(UndefinedUse use) => !use.Stage.File.GlobalScope.Variables.ContainsKey(use.Name) ? []
        : [new(new(use.Instruction.Span.Start, 0), $"ARG {use.Name}{(use.Stage.File.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n")}")];

    private static RuleFinding Unknown(UndefinedUse use) =>
        use.Report($"{use.Instruction.Name} uses {use.Name}, which neither the file nor the base defines: it is empty.") with
        {
            Remediation = use.Stage.ScopeAt(use.Instruction).Variables.Keys.Append("PATH").FirstOrDefault(k => Spelling.IsNear(k, use.Name)) is { } near
                ? $"Is {near} meant?" : $"Declare it with ARG {use.Name} or ENV {use.Name}=… above.",
        };

    /// <summary>The variables of the image at the stage's root; null when they are not known.</summary>
    private static ImmutableHashSet<string>? VariablesOf(Stage stage, RuleContext context) => stage.Root switch
    {
        StageBase.Scratch => [],
        StageBase.External { Reference: var reference } => context.FindBase(reference)?.Variables,
        _ => null,
    };
}
