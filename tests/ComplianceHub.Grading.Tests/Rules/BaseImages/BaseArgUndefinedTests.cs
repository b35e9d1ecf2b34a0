using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class BaseArgUndefinedTests
{
    [Fact]
    public void The_platform_is_read_too() => Assert.Equal(["ARCH"], Judged.Loci<BaseArgUndefined>("FROM --platform=linux/$ARCH alpine"));

    [Fact]
    public void A_default_in_place_needs_no_declaration() => Assert.Empty(Judged.Loci<BaseArgUndefined>("FROM ${BASE:-alpine}"));
}
