using System.Collections.Frozen;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Storage.Queries;

/// <summary>Descriptors of rules by id; a finding of a rule that this program no longer has keeps its id as title.</summary>
internal static class RuleIndex
{
    private static readonly FrozenDictionary<string, RuleDescriptor> s_rules =
        RuleCatalog.Rules.Select(r => r.Descriptor).ToFrozenDictionary(d => d.Id, StringComparer.Ordinal);

    public static string TitleOf(string rule) => s_rules.TryGetValue(rule, out var descriptor) ? descriptor.Title : rule;

    public static RuleKind KindOf(string rule) => s_rules.TryGetValue(rule, out var descriptor) ? descriptor.Kind : RuleKind.Advisory;
}
