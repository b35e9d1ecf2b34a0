using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class StageReservedTests
{
    [Fact]
    public void Case_does_not_matter() => Assert.Single(Judged.Loci<StageReserved>("FROM a AS Context"));
}
