using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Checklist;

/// <summary>What has to be asked anew to know a grade under another policy. Everything else follows from what the rules answered under the first.</summary>
/// <param name="Rules">Ids of rules whose answers may differ: those that read what changed, and those that were switched on.</param>
/// <param name="Comments">Whether other comments of Dockerfiles count.</param>
public sealed record PolicyDifference(ImmutableHashSet<string> Rules, bool Comments)
{
    public static PolicyDifference Between(Policy before, Policy after)
    {
        var parts = (before.Registries.SequenceEqual(after.Registries) ? PolicyParts.None : PolicyParts.Registries)
            | (before.RequiredLabels.SequenceEqual(after.RequiredLabels) && before.AllowedLabels.SequenceEqual(after.AllowedLabels) ? PolicyParts.None : PolicyParts.Labels)
            | (before.ImageSizeBudget == after.ImageSizeBudget ? PolicyParts.None : PolicyParts.ImageSize);
        var (old, now) = (before.Suppressions, after.Suppressions);
        return new(
            [.. RuleCatalog.Rules.Select(r => r.Descriptor).Where(r => !after.DisabledRules.Contains(r.Id) && ((r.Reads & parts) != 0 || before.DisabledRules.Contains(r.Id))).Select(r => r.Id)],
            old.RequireReason != now.RequireReason || !old.Dialects.SetEquals(now.Dialects) || !old.Rules.SetEquals(now.Rules) || !old.ExceptRules.SetEquals(now.ExceptRules));
    }
}
