using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Labels;

namespace ComplianceHub.Grading.Tests.Rules.Labels;

public sealed class LabelExtraTests
{
    private static readonly Policy s_policy = Policy.Default with { AllowedLabels = ["a", "b.*"] };

    [Fact]
    public void Without_a_list_every_label_is_allowed() => Assert.Equal(Outcome.NotApplicable, Judged.Declared<LabelExtra>("FROM a\nLABEL x=1").Outcome);

    [Theory]
    [InlineData("a", true)]
    [InlineData("b.c", true)]
    [InlineData("maintainer", true)]
    [InlineData("ab", false)]
    public void The_list_the_required_labels_and_no_others_are_allowed(string key, bool isAllowed)
    {
        Assert.Equal(isAllowed, Judged.Declared<LabelExtra>($"FROM a\nLABEL {key}=1", s_policy).Outcome == Outcome.Pass);
        Assert.Equal(isAllowed, Judged.Shipped<LabelExtra>(new() { Labels = ImmutableSortedDictionary<string, string>.Empty.Add(key, "1") }, s_policy).Outcome == Outcome.Pass);
    }
}
