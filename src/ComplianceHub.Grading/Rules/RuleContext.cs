using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>What a rule may look at beside its evidence: the policy and what is known of base images.</summary>
public sealed class RuleContext(Policy policy, GradingSubject subject)
{
    public Policy Policy { get; } = policy;

    public GradingSubject Subject { get; } = subject;

    private readonly Dictionary<ImageReference, BaseImageFacts?> _bases = new(ReferenceEqualityComparer.Instance);

    /// <summary>What is known of a base: its crawled config first, else the table of well-known bases; null when neither knows it.</summary>
    public BaseImageFacts? FindBase(ImageReference reference)
    {
        if (!_bases.TryGetValue(reference, out var facts))
        {
            _bases.Add(reference, facts = LookUp(reference));
        }

        return facts;
    }

    private BaseImageFacts? LookUp(ImageReference reference)
    {
        var crawled = Subject.CrawledBases;
        if (reference.Digest is not null && crawled.TryGetValue($"{reference.Repository}@{reference.Digest}", out var byDigest))
        {
            return byDigest;
        }

        return crawled.TryGetValue($"{reference.Repository}:{reference.Tag ?? "latest"}", out var byTag) ? byTag : KnownBases.Find(reference);
    }
}
