using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Checklist;

public sealed class PolicyDifferenceTests
{
    private static readonly Policy s_other = Policy.Default with { Registries = ["registry.example.org"], RequiredLabels = ["com.example.a"], AllowedLabels = ["com.example.*"], ImageSizeBudget = 1 };

    /// <summary>What a rule says it reads of the policy is what its answers depend on, over all samples of all rules.</summary>
    [Fact]
    public void A_rule_that_says_it_does_not_read_a_part_answers_alike_whatever_that_part_says()
    {
        foreach (var sample in RuleCatalog.Rules.Select(RulePage.Of).OfType<RulePage>().SelectMany(p => p.Noncompliant.Concat(p.Compliant)).Where(s => s.IsDockerfile))
        {
            var subject = sample.Subject;
            var before = RuleCatalog.Evaluate(subject, sample.Policy);
            var after = RuleCatalog.Evaluate(subject, s_other);
            var asked = PolicyDifference.Between(sample.Policy, s_other).Rules;
            foreach (var (old, now) in before.Results.Zip(after.Results).Where(r => !asked.Contains(r.First.Rule.Id)))
            {
                Assert.Equal(old.Outcome, now.Outcome);
                Assert.Equal(old.Findings.Select(f => (f.Fingerprint, f.Share, f.Severity)), now.Findings.Select(f => (f.Fingerprint, f.Share, f.Severity)));
            }
        }
    }

    [Fact]
    public void Only_what_reads_the_change_is_asked_anew()
    {
        Assert.Empty(Between(Policy.Default with { Budgets = Policy.Default.Budgets.SetItem("labels", 0), ExcludedPaths = [], DisabledRules = ["sudo"], Version = 3 }));
        Assert.Equal(["own-base-unknown", "registry-not-allowed"], Between(Policy.Default with { Registries = ["a.example.org"] }));
        Assert.Equal(["size-over-budget"], Between(Policy.Default with { ImageSizeBudget = 1 }));
        Assert.Contains("label-missing", Between(Policy.Default with { RequiredLabels = [] }));
        Assert.Equal(["sudo"], PolicyDifference.Between(Policy.Default with { DisabledRules = ["sudo"] }, Policy.Default).Rules);
        Assert.True(PolicyDifference.Between(Policy.Default, Policy.Default with { Suppressions = new SuppressionPolicy { RequireReason = true } }).Comments);

        static IEnumerable<string> Between(Policy after) => PolicyDifference.Between(Policy.Default, after).Rules.Order(StringComparer.Ordinal);
    }
}
