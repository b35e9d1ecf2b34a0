using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>An image by tag alone, which its publisher can move.</summary>
public sealed class DigestMissing : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("digest-missing", "Image not pinned by digest", Criterion.DigestPin, RuleKind.Question, Severity.Medium)
    {
        Links = ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(PulledImages.Of(target).SelectMany(u => Judge(u, context)));

    private static IEnumerable<RuleFinding> Judge(ImageUse use, RuleContext context)
    {
        if (use.Reference is null)
        {
            yield return PulledImages.Unknown(use, $"Whether the image of {PulledImages.Place(use)} is pinned cannot be known");
        }
        else if (use.Reference.Digest is null)
        {
            yield return PulledImages.At(use, $"{PulledImages.Place(use)} {use.Reference.Familiar} is not fixed by a digest.") with
            {
                Remediation = $"Write the digest behind the tag, {use.Reference.Familiar}@sha256:…, and let a bot raise both together.",
                Fix = new(() => PinFix.Of(use, context)),
            };
        }
    }
}
