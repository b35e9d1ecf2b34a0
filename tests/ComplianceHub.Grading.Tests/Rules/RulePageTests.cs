using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

public sealed class RulePageTests
{
    private const string Page = """
        # Nobody is named

        ## Why
        Because.

        ## Noncompliant
        Words between samples are fine.
        ```dockerfile
        # policy: registries=registry.example.com, mirror.example.com
        FROM a
        # expect: some-rule
        USER root
        # expect: some-rule
        ```

        ## Compliant
        ```dockerfile
        ## Why is this no heading
        FROM b
        ```

        ## Fix
        Name *somebody*.
        """;

    [Fact]
    public void A_mark_names_the_line_below_it_and_leaves_the_text()
    {
        var sample = Assert.Single(RulePage.Parse(Page).Noncompliant);

        Assert.Equal("FROM a\nUSER root\n", sample.Text);
        Assert.Equal([new ExpectedFinding("some-rule", 2), new ExpectedFinding("some-rule", null)], sample.Expected);
    }

    [Fact]
    public void A_sample_may_say_under_which_policy_it_is_graded() =>
        Assert.Equal(["registry.example.com", "mirror.example.com"], RulePage.Parse(Page).Noncompliant[0].Policy.Registries);

    [Fact]
    public void A_heading_inside_a_fence_is_text()
    {
        var page = RulePage.Parse(Page);

        Assert.Equal("Because.", page.Why);
        Assert.Contains("## Why is this no heading", page.Compliant[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## Fix", "## Repair")]
    [InlineData("## Fix", "## Why")]
    [InlineData("# Nobody is named", "")]
    [InlineData("Name *somebody*.", "")]
    [InlineData("Name *somebody*.", "```")]
    [InlineData("registries=", "registers=")]
    public void A_page_without_the_right_sections_is_refused(string written, string instead) =>
        Assert.Throws<FormatException>(() => RulePage.Parse(Page.Replace(written, instead, StringComparison.Ordinal)));
}
