using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>COPY --from counts stages instead of naming one.</summary>
public sealed class StageUnnamed : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("stage-unnamed", "A stage is used by its number", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["KICS Using Unnamed Build Stages"],
        Links = ["https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.ImageUses
        .Where(u => u is { Kind: ImageUseKind.CopyFrom, Stage: not null, IsTrigger: false } && int.TryParse(u.Written, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(u => RuleFinding.At(u.Instruction, $"COPY takes from stage {u.Written}: another stage before it, and it is another one.", u.Written) with
        {
            Span = u.Span,
            Remediation = "Give the stage a name and use it.",
            Fix = new(() => u.Stage is null ? [] : Repair(u, u.Stage)),
        }));

    private static ImmutableArray<TextEdit> Repair(ImageUse use, Stage stage)
    {
        var text = stage.File.Text.Substring(use.Span.Start, use.Span.Length);
        if (text != "--from=" + use.Written)
        {
            return [];
        }

        var name = stage.Name ?? NewName(stage);
        var named = new TextEdit(use.Span, "--from=" + name);
        return stage.Name is not null ? [named] : stage.From.Arguments is [var image] ? [new(new(image.Span.End, 0), $" AS {name}"), named] : [];
    }

    private static string NewName(Stage stage)
    {
        var name = $"stage{stage.Index.ToString(CultureInfo.InvariantCulture)}";
        while (stage.File.FindStage(name) is not null)
        {
            name += "x";
        }

        return name;
    }
}
