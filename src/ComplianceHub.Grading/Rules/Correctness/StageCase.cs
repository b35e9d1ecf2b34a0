using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A stage's name in mixed case, which FROM compares as written.</summary>
public sealed class StageCase : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("stage-case", "A stage's name has capitals", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["StageNameCasing"],
        Links = ["https://docs.docker.com/reference/build-checks/stage-name-casing/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .Where(s => s.Name?.Any(char.IsAsciiLetterUpper) == true)
        .Select(s => RuleFinding.At(s.From, $"The stage {s.Name} is known in small letters only.", s.Name ?? "") with
        {
            Span = s.From.StageName?.Span,
            Remediation = "Write it in small letters, here and where it is used.",
            Fix = new(() => Repair(s)),
        }));

    private static ImmutableArray<TextEdit> Repair(Stage stage) => stage.From.StageName is not { } name ? []
        : [.. stage.File.ImageUses.Where(u => u.Stage == stage && u.Kind != ImageUseKind.From).Select(u => LowerCase(stage.File, u)).OfType<TextEdit>(), new(name.Span, name.Text.ToLowerInvariant())];

    /// <summary>The flag's last occurrence of the name; null where it is in small letters already.</summary>
    private static TextEdit? LowerCase(Dockerfile file, ImageUse use)
    {
        var start = file.Text.IndexOf("from=" + use.Written, use.Span.Start, use.Span.Length, StringComparison.Ordinal) + "from=".Length;
        var small = use.Written.ToLowerInvariant();
        return start < "from=".Length || small == use.Written ? null : new(new(start, use.Written.Length), small);
    }
}
