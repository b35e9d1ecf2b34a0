using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class FromAsCaseTests
{
    [Fact]
    public void The_repair_follows_FROM() =>
        Assert.Equal("FROM a AS b\nfrom a as c\nFROM a AS As\n", Judged.Repaired<FromAsCase>("FROM a As b\nfrom a AS c\nFROM a as As\n"));

    [Fact]
    public void A_FROM_in_mixed_case_has_no_say() => Assert.Empty(Judged.Loci<FromAsCase>("From a as b"));
}
