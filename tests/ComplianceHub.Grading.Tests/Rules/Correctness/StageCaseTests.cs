using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class StageCaseTests
{
    [Fact]
    public void A_stage_without_name_is_fine() => Assert.Empty(Judged.Loci<StageCase>("FROM A"));
}
