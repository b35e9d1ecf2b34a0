using System.Collections.Frozen;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Grades;

internal static class FindingCounting
{
    private static readonly FrozenSet<string> s_advisory =
        RuleCatalog.Rules.Where(r => r.Descriptor.Kind == RuleKind.Advisory).Select(r => r.Descriptor.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is in the numbers of a list: advice costs nothing and is not counted.</summary>
    public static bool IsCounted(this FindingInterval finding) => !s_advisory.Contains(finding.Rule);
}
