using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>With the defaults alone, FROM does not name an image.</summary>
public sealed class BaseArgDefaultInvalid : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("arg-default-invalid-in-from", "Without build arguments FROM names no image", Criterion.BaseArg, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["InvalidDefaultArgInFrom"],
        Links = ["https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        var file = target.Dockerfile;
        var scope = new StageScope(file.GlobalScope.Variables.ToImmutableDictionary(v => v.Key, v => v.Value.IsKnown ? v.Value : new VariableValue("", v.Value.IsArg)));
        return RuleAnswer.Of(file.Stages
            .Where(s => s.Base is not (StageBase.Parent or StageBase.Scratch) && s.From.Image.Text.Contains('$', StringComparison.Ordinal))
            .Where(s => scope.Expand(s.From.Image.Text, file.Escape) is { Undefined.IsEmpty: true, Text: { } name } && ImageReference.TryParse(name, out _) is null)
            .Select(s => RuleFinding.At(s.From, $"Without build arguments {s.From.Image.Text} names no image.", s.From.Image.Text) with
            {
                Span = s.From.Image.Span,
                Remediation = "Give the arguments defaults that make a complete reference.",
            }));
    }
}
