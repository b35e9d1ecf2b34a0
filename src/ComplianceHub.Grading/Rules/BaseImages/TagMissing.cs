using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>An image without tag and digest: <c>latest</c> is implied. Also answers Unknown for names that cannot be known.</summary>
public sealed class TagMissing : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("tag-missing", "Image without a tag", Criterion.NoLatest, RuleKind.Question, Severity.High)
    {
        Aliases = ["DL3006", "DS-0001", "CKV_DOCKER_7", "KICS Image Version Not Explicit"],
        Links = ["https://docs.docker.com/reference/dockerfile/#from"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(PulledImages.Of(target).SelectMany(u => Judge(u, context)));

    private static IEnumerable<RuleFinding> Judge(ImageUse use, RuleContext context)
    {
        if (use.Reference is null)
        {
            // A literal tag or digest with a variable in it is no missing one, but which one it is stays open.
            yield return PulledImages.Unknown(use, $"{PulledImages.Place(use)} names an image whose tag cannot be known");
        }
        else if (use.Reference is { Tag: null, Digest: null } reference)
        {
            yield return PulledImages.At(use, $"{PulledImages.Place(use)} {reference.Familiar} has no tag, so it means latest.") with
            {
                Remediation = $"Name the version of {reference.Familiar} that you test with, and its digest.",
                Fix = new(() => PinFix.Of(use, context)),
            };
        }
    }
}
