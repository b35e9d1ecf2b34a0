using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>An image by its tag <c>latest</c>; with a digest beside it the tag is decoration.</summary>
public sealed class TagLatest : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("tag-latest", "Image floats on latest", Criterion.NoLatest, RuleKind.Question, Severity.High)
    {
        Aliases = ["DL3007", "DS-0001", "CKV_DOCKER_7", "KICS Image Version Using latest", "DKL-DI-0006"],
        Links = ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(
        PulledImages.Of(target)
            .Where(u => u.Reference is { Tag: "latest", Digest: null })
            .Select(u => PulledImages.At(u, $"{PulledImages.Place(u)} {u.Reference!.Familiar} is whatever was pushed last.") with
            {
                Remediation = $"Name the version of {PulledImages.WithoutTag(u.Reference.Familiar)} that you test with, and its digest.",
                Fix = new(() => PinFix.Of(u, context)),
            }));
}
