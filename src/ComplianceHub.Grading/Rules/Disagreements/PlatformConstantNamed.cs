using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Rules.Disagreements;

/// <summary>A constant platform in a stage that is named after it: hadolint reports it, BuildKit and we do not.</summary>
public sealed class PlatformConstantNamed : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("platform-constant-named", "A stage named after its platform fixes it", Criterion.Correctness, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["DL3029"],
        Links = ["https://github.com/hadolint/hadolint/wiki/DL3029", "https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .Where(s => PlatformConstant.IsConstant(s) && PlatformConstant.IsNamedAfterIt(s))
        .Select(s => RuleFinding.At(s.From, $"FROM fixes the platform {s.From.Platform}, as the stage's name says.", PulledImages.WithoutTag(s.From.Image.Text))));
}
