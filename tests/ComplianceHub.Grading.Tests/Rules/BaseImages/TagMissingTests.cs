using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class TagMissingTests
{
    [Theory]
    [InlineData("localhost:5000/app", Outcome.Fail)]
    [InlineData("localhost:5000/app:1", Outcome.Pass)]
    [InlineData("\"ubuntu\"", Outcome.Fail)]
    [InlineData("scratch", Outcome.Pass)]
    [InlineData("${BASE}", Outcome.Unknown)]
    [InlineData("${BASE:-alpine:3.22}", Outcome.Pass)]
    public void A_port_is_no_tag_and_what_is_not_known_is_not_missing(string image, Outcome expected) =>
        Assert.Equal(expected, Graded.By<TagMissing>($"ARG BASE\nFROM {image}\n").Outcome);

    [Fact]
    public void Only_stages_that_the_target_needs_are_judged()
    {
        const string text = "FROM debian AS tools\nFROM alpine:3.22 AS app\nFROM tools AS debug\n";

        Assert.Equal(Outcome.Pass, Graded.By<TagMissing>(GradingSubject.OfDockerfile(Graded.File(text, "app"))).Outcome);
        Assert.Equal([1], Graded.Lines(Graded.By<TagMissing>(text)));
    }

    [Fact]
    public void Two_uses_of_one_image_are_two_findings_of_one_locus()
    {
        var findings = Graded.By<TagMissing>("FROM debian AS a\nFROM debian\nCOPY --from=a /x /x\n").Findings;

        Assert.Equal([("docker.io/library/debian", 0), ("docker.io/library/debian", 1)], findings.Select(f => (f.Locus, f.Ordinal)));
    }
}
