using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Tests.Rules;

namespace ComplianceHub.Grading.Tests.Fixes;

/// <summary>What a rule proposes, before any planner looks at it.</summary>
internal static class Repair
{
    /// <summary>The text with every edit that the rule proposes; null when it finds something and proposes nothing.</summary>
    public static string? By(string rule, string text, ImmutableDictionary<string, BaseImageFacts>? bases = null)
    {
        var subject = GradingSubject.OfDockerfile(Graded.File(text)) with { CrawledBases = bases ?? ImmutableDictionary<string, BaseImageFacts>.Empty };
        var findings = RuleCatalog.Evaluate(subject, Policy.Default).Findings.Where(f => f.Rule.Id == rule).ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Null(f.Fix.Fault));
        var edits = findings.SelectMany(f => f.Fix).Distinct().ToList();
        return edits.Count == 0 ? null : TextEdit.Apply(text, edits);
    }
}
