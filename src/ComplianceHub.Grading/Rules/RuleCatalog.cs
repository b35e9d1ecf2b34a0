using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>All rules, found by reflection, and their judgement of an Image.</summary>
public static class RuleCatalog
{
    /// <summary>Raised whenever a rule's logic changes, so that stored results are known to be old.</summary>
    public const int EngineVersion = 1;

    /// <summary>All rules ordered by id.</summary>
    public static ImmutableArray<Rule> Rules { get; } = Discover();

    public static Rule? Find(string id) => Rules.FirstOrDefault(r => r.Descriptor.Id == id);

    /// <summary>Judges an Image. A rule that throws answers Error; nothing else stops.</summary>
    public static Evaluation Evaluate(GradingSubject subject, Policy policy) => throw new NotImplementedException();

    private static ImmutableArray<Rule> Discover() =>
        [.. typeof(RuleCatalog).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsClass: true } && t.IsSubclassOf(typeof(Rule)))
            .Select(t => (Rule)Activator.CreateInstance(t)!)
            .OrderBy(r => r.Descriptor.Id, StringComparer.Ordinal)];
}
