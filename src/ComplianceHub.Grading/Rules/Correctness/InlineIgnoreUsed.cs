using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A comment asks for findings to be suppressed, in any tool's dialect.</summary>
public sealed class InlineIgnoreUsed : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("inline-ignore", "A comment suppresses findings", Criterion.Correctness, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["DL1001"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(InlineIgnores.Of(target.Dockerfile).Select(comment =>
    {
        var codes = string.Join(", ", comment.Codes);
        return new RuleFinding(
            $"A comment of {comment.DialectName} suppresses {(comment.Codes is [InlineIgnoreCodes.Every] ? "all its rules" : codes)}{(comment.Problem is null ? "" : $", in vain: {comment.Problem}")}.",
            $"{comment.DialectName} {codes}")
        {
            Line = comment.Line,
            EndLine = comment.Line,
            Remediation = "Repair what it hides, or ask for a waiver, which has an owner and an end.",
        };
    }));
}
