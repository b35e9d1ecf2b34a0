using ComplianceHub.Grading.Rules.Disagreements;

namespace ComplianceHub.Grading.Tests.Rules.Disagreements;

public sealed class PlatformConstantNamedTests
{
    [Fact]
    [Trait("Trap", "54")]
    public void What_costs_points_is_not_told_twice() => Assert.Equal(["a"], Judged.Loci<PlatformConstantNamed>("FROM --platform=linux/amd64 a AS build_amd64\nFROM --platform=linux/amd64 b\nFROM --platform=$BUILDPLATFORM c AS linux"));
}
