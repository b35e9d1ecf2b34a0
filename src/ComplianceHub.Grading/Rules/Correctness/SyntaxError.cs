using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>What the parser could not read.</summary>
public sealed class SyntaxError : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("syntax-error", "The Dockerfile has an error", Criterion.Correctness, RuleKind.Question, Severity.Medium)
    {
        Aliases = ["DL1000"],
        Links = ["https://docs.docker.com/reference/dockerfile/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Errors
        .Select(e => new RuleFinding($"The build refuses line {e.Line}.", "syntax") { Line = e.Line, EndLine = e.Line, Span = e.Span, Remediation = "Run docker build --check on the file; it names the mistake." }));
}
