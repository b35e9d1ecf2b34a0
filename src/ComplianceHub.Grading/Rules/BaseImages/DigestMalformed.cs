using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>A digest that no registry can have: wrong length, letters or algorithm.</summary>
public sealed class DigestMalformed : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("digest-malformed", "Digest is malformed", Criterion.DigestPin, RuleKind.Question, Severity.Medium)
    {
        Links = ["https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(
        PulledImages.Of(target)
            .Where(u => u.Reference is { Digest: not null, IsPinned: false })
            .Select(u => PulledImages.At(u, $"The digest of {PulledImages.Place(u)} {u.Reference!.Repository} is malformed, so it fixes nothing.") with
            {
                Remediation = "A sha256 digest has 64 hexadecimal digits in small letters, a sha512 digest 128.",
            }));
}
