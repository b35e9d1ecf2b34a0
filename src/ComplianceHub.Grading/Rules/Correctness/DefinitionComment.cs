using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A comment directly above ARG or a named stage that docker build --call=outline cannot read as its description.</summary>
public sealed class DefinitionComment : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("definition-comment", "A comment is not read as the description it could be", Criterion.Correctness, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["InvalidDefinitionDescription"],
        Links = ["https://docs.docker.com/reference/build-checks/invalid-definition-description/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Instructions
        .Where(i => i.Comments is [.., var last] && IsProse(last) && StandsDirectlyAbove(target.Dockerfile, i) && NamesOf(i) is { Count: > 0 } names && !names.Contains(FirstWord(last)))
        .Select(i => RuleFinding.At(i, $"The comment above {i.Name} does not begin with {NamesOf(i)[0]}.", NamesOf(i)[0]) with
        {
            Remediation = "Begin the comment with the name, or put an empty line below it.",
        }));

    private static List<string> NamesOf(Instruction instruction) => instruction switch
    {
        ArgInstruction arg => [.. arg.Declarations.Select(d => d.Key)],
        FromInstruction { StageName: { } name } => [name.Text],
        _ => [],
    };

    private static string FirstWord(string comment) => comment.Split(' ', 2)[0];

    /// <summary>No rule drawn with dashes, no instruction commented out, no order to a tool such as <c>hadolint ignore=…</c> or <c>renovate: …</c>.</summary>
    private static bool IsProse(string comment)
    {
        var word = FirstWord(comment);
        return word.Any(char.IsLetter) && !word.AsSpan().ContainsAny(":=") && word != "hadolint" && word is not ("ARG" or "FROM" or "RUN" or "ENV" or "COPY" or "ADD");
    }

    private static bool StandsDirectlyAbove(Dockerfile file, Instruction instruction) =>
        instruction.StartLine > 1 && file.Lines.SpanOf(instruction.StartLine - 1) is var line && file.Text.AsSpan(line.Start, line.Length).TrimStart().StartsWith('#');
}
