using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class InlineIgnoreUsedTests
{
    [Fact]
    public void Each_comment_is_found_on_its_line_and_costs_nothing()
    {
        var result = Graded.By<InlineIgnoreUsed>("# check=skip=all\nFROM a\n# hadolint ignore=DL3008,nonsense\nRUN a\n");

        Assert.Equal([(1, "A comment of buildkit suppresses all its rules."), (3, "A comment of hadolint suppresses DL3008, nonsense, in vain: hadolint cannot read one of the codes, and then heeds none of them.")],
            result.Findings.Select(f => (f.Line!.Value, f.Message)));
        Assert.Equal(Grading.Rules.RuleKind.Advisory, result.Rule.Kind);
    }
}
