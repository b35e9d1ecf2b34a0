using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>AS in another case than FROM.</summary>
public sealed class FromAsCase : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("from-as-case", "FROM and AS differ in case", Criterion.Correctness, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["FromAsCasing"],
        Links = ["https://docs.docker.com/reference/build-checks/from-as-casing/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .Where(s => s.From.StageName is not null)
        .Select(s => (s.From, As: s.From.Arguments[1], Wanted: Wanted(InstructionCase.Written(target.Dockerfile, s.From))))
        .Where(f => f.Wanted is not null && f.As.Text != f.Wanted)
        .Select(f => RuleFinding.At(f.From, $"{f.As.Text} stands beside {InstructionCase.Written(target.Dockerfile, f.From)}.", f.From.StageName?.Text ?? "") with
        {
            Span = f.As.Span,
            Fix = [new(f.As.Span, f.Wanted ?? "")],
        }));

    /// <summary>Null when FROM itself is written in mixed case.</summary>
    private static string? Wanted(ReadOnlySpan<char> from) => from is "FROM" ? "AS" : from is "from" ? "as" : null;
}
