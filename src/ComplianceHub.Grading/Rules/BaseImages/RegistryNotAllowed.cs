using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>A base, a copied-from image or the image itself that comes from a registry outside of the organisation's list.</summary>
public sealed class RegistryNotAllowed : Rule
{
    internal const string NotNamed = "The organisation has not named its registries yet.";

    public override RuleDescriptor Descriptor { get; } = new("registry-not-allowed", "Image from a foreign registry", Criterion.OwnRegistry, RuleKind.Question, Severity.High)
    {
        Reads = PolicyParts.Registries,
        Aliases = ["DL3026", "CIS-4.2"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => context.Policy.Registries.IsEmpty
        ? RuleAnswer.NotCollected(NotNamed)
        : RuleAnswer.Of(PulledImages.Of(target).SelectMany(u => Judge(u, context.Policy)));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context)
    {
        if (context.Policy.Registries.IsEmpty)
        {
            return RuleAnswer.NotCollected(NotNamed);
        }

        var image = context.Subject.Shipped;
        var references = new[]
        {
            (Reference: PulledImages.BaseOf(platform), What: "Its base"),
            (Reference: image is null ? null : ImageReference.TryParse($"{image.Registry}/{image.Repository}", out _), What: "It is shipped from a registry outside of the list:"),
        };
        return RuleAnswer.Of(references
            .Where(r => r.Reference is not null && !RegistryList.Allows(context.Policy, r.Reference))
            .Select(r => new RuleFinding(
                r.What == "Its base" ? $"Its base {r.Reference!.Repository} comes from a registry outside of the list." : $"{r.What} {r.Reference!.Repository}.",
                KnownBases.Canonical(r.Reference))));
    }

    private static IEnumerable<RuleFinding> Judge(ImageUse use, Policy policy)
    {
        if (PulledImages.RegistryOf(use) is not { } reference)
        {
            yield return PulledImages.Unknown(use, $"The registry of {PulledImages.Place(use)} cannot be known");
        }
        else if (!RegistryList.Allows(policy, reference))
        {
            yield return PulledImages.At(use, $"{PulledImages.Place(use)} pulls from {reference.Domain}, which is not on the organisation's list.") with
            {
                Remediation = $"Mirror {reference.Repository} into one of the organisation's registries ({string.Join(", ", policy.Registries)}) and pull it from there.",
            };
        }
    }
}
