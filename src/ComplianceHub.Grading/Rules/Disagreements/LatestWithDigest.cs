using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Rules.Disagreements;

/// <summary><c>:latest@sha256:…</c>: KICS reports the tag, hadolint and we see that the digest decides.</summary>
public sealed class LatestWithDigest : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("latest-with-digest", "The tag latest stands beside a digest", Criterion.NoLatest, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["KICS Image Version Using latest"],
        Links = ["https://docs.kics.io/latest/queries/dockerfile-queries/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(
        PulledImages.Of(target)
            .Where(u => u.Reference is { Tag: "latest", Digest: not null })
            .Select(u => PulledImages.At(u, $"{PulledImages.Place(u)} {PulledImages.WithoutTag(u.Reference!.Familiar)} is fixed by its digest, and calls it latest.")));
}
