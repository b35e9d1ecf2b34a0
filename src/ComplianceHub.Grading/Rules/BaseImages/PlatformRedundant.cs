using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary><c>--platform=$TARGETPLATFORM</c> is what happens anyway.</summary>
public sealed class PlatformRedundant : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("platform-redundant", "FROM repeats the default platform", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3065", "RedundantTargetPlatform"],
        Links = ["https://docs.docker.com/reference/build-checks/redundant-target-platform/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .Where(s => s.From.Platform is "$TARGETPLATFORM" or "${TARGETPLATFORM}")
        .Select(s => RuleFinding.At(s.From, "FROM asks for the target's platform, which is the default.", PulledImages.WithoutTag(s.From.Image.Text)) with { Fix = new(() => [Repair(s)]) }));

    private static TextEdit Repair(Stage stage)
    {
        var flag = stage.From.Flags.First(f => f.Name.Equals("platform", StringComparison.OrdinalIgnoreCase));
        var text = stage.File.Text;
        var end = flag.Span.End;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return new(TextSpan.FromBounds(flag.Span.Start, end), "");
    }
}
