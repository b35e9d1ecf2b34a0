using ComplianceHub.Grading.Rules.Disagreements;

namespace ComplianceHub.Grading.Tests.Rules.Disagreements;

public sealed class LatestWithDigestTests
{
    [Fact]
    [Trait("Trap", "54")]
    public void What_floats_costs_points_already() => Assert.Equal(
        ["docker.io/library/a"],
        Judged.Loci<LatestWithDigest>("FROM b:latest\nCOPY --from=a:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef /x /y"));
}
