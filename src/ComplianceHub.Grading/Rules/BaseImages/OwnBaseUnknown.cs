using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>A base in the organisation's own registry of which nothing says that it was built here or is a mirrored copy.</summary>
public sealed class OwnBaseUnknown : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("own-base-unknown", "Own base of unknown origin", Criterion.OwnRegistry, RuleKind.Question, Severity.High)
    {
        Reads = PolicyParts.Registries,
        Links = ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (context.Policy.Registries.IsEmpty)
        {
            return RuleAnswer.NotCollected(RegistryNotAllowed.NotNamed);
        }

        var bases = PulledImages.Of(target)
            .Where(u => u.Kind == ImageUseKind.From && u.Reference is not null && RegistryList.Allows(context.Policy, u.Reference))
            .Select(u => (Use: u, Origin: context.Subject.BaseOrigins.GetValueOrDefault(u.Reference!.CanonicalRepository)))
            .Where(b => b.Origin is not null)
            .ToList();
        if (bases.Count == 0)
        {
            return RuleAnswer.NotApplicable("None of its bases lies in a registry that is crawled.");
        }

        var findings = bases.Where(b => b.Origin!.Origin == BaseOrigin.Unknown)
            .Select(b => PulledImages.At(b.Use, $"FROM {b.Use.Reference!.Familiar}: {b.Origin!.Reason}") with
            {
                IsUnknown = true,
                Remediation = "Build the base from a Dockerfile in one of the organisation's repositories and label it with org.opencontainers.image.source, or keep a copy of somebody else's image in a folder for mirrors.",
            })
            .ToList();
        var missing = bases.Select(b => b.Origin!).FirstOrDefault(o => o.Origin == BaseOrigin.NotCollected);
        return findings.Count == 0 && missing is not null ? RuleAnswer.NotCollected(missing.Reason) : RuleAnswer.Of(findings);
    }
}
