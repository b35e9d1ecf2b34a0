using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>What the parser could not read. <see cref="InstructionOrder"/> and <see cref="OnbuildForbidden"/> say more of their errors.</summary>
public sealed class SyntaxError : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("syntax-error", "The Dockerfile has an error", Criterion.Correctness, RuleKind.Question, Severity.Medium)
    {
        Aliases = ["DL1000"],
        Links = ["https://docs.docker.com/reference/dockerfile/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Dockerfile.Errors.IsEmpty)
        {
            return RuleAnswer.Pass;
        }

        var told = InstructionOrder.Misplaced(target.Dockerfile).Take(1).Concat(OnbuildForbidden.In(target.Dockerfile)).Select(i => i.StartLine).ToHashSet();
        return RuleAnswer.Of(target.Dockerfile.Errors.Where(e => e.Kind == ParseErrorKind.Syntax || !told.Contains(e.Line))
            .Select(e => new RuleFinding($"The build refuses line {e.Line}.", "syntax") { Line = e.Line, EndLine = e.Line, Span = e.Span, Remediation = "Run docker build --check on the file; it names the mistake." }));
    }
}
