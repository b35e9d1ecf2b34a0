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
        var scope = new StageScope(file.GlobalScope.Variables.ToImmutableDictionary(v => v.Key, v => v.Value.IsKnown ? v.Value : new VariableValue(Usual(v.Key), v.Value.IsArg)));
        return RuleAnswer.Of(file.Stages
            .Where(s => s.Base is StageBase.Unknown && s.From.Image.Text.Length > 0)
            .Where(s => scope.Expand(s.From.Image.Text, file.Escape) is { Undefined.IsEmpty: true, Text: { } name } && !IsStage(s, name) && ImageReference.TryParse(name, out _) is null)
            .Select(s => RuleFinding.At(s.From, s.From.Image.Text.Contains('$', StringComparison.Ordinal) ? $"Without build arguments {s.From.Image.Text} names no image." : $"{s.From.Image.Text} is no name of an image.", s.From.Image.Text) with
            {
                Span = s.From.Image.Span,
                Remediation = s.From.Image.Text.Contains('$', StringComparison.Ordinal) ? "Give the arguments defaults that make a complete reference." : "Names are in small letters: registry, path, tag and digest.",
            }));
    }

    private static bool IsStage(Stage stage, string name) => name == "scratch" || (stage.File.FindStage(name) is { } found && found.Index < stage.Index);

    /// <summary>The builder always gives the platform's arguments a value.</summary>
    private static string Usual(string argument) => argument switch
    {
        "TARGETPLATFORM" or "BUILDPLATFORM" => "linux/amd64",
        "TARGETOS" or "BUILDOS" => "linux",
        "TARGETARCH" or "BUILDARCH" => "amd64",
        _ => "",
    };
}
