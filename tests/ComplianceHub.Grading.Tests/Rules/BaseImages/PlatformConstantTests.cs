using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class PlatformConstantTests
{
    [Theory]
    [InlineData("FROM --platform=linux/amd64 alpine:3\n", Outcome.Fail)]
    [InlineData("FROM --platform=linux/amd64 alpine:3 AS build_AMD64\n", Outcome.Pass)]
    [InlineData("FROM --platform=$BUILDPLATFORM alpine:3\n", Outcome.Pass)]
    public void A_name_that_says_the_platform_means_it(string text, Outcome expected) => Assert.Equal(expected, Graded.By<PlatformConstant>(text).Outcome);

    [Fact]
    public void A_stage_that_nothing_needs_is_part_of_the_text_all_the_same() =>
        Assert.Single(Judged.Loci<PlatformConstant>("FROM --platform=linux/amd64 a\nFROM b"));
}
