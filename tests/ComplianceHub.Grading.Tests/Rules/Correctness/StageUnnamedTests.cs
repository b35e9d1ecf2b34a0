using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class StageUnnamedTests
{
    [Fact]
    public void The_repair_names_the_stage_and_uses_the_name_everywhere() => Assert.Equal(
        "FROM a AS stage0\nFROM b AS named\nFROM c\nCOPY --from=stage0 /a /a\nCOPY --from=stage0 /b /b\nCOPY --from=named /c /c\n",
        Judged.Repaired<StageUnnamed>("FROM a\nFROM b AS named\nFROM c\nCOPY --from=0 /a /a\nCOPY --from=0 /b /b\nCOPY --from=1 /c /c\n"));

    [Fact]
    public void A_name_that_is_taken_is_not_given_again() =>
        Assert.StartsWith("FROM a AS stage0x\n", Judged.Repaired<StageUnnamed>("FROM a\nFROM b AS stage0\nFROM c\nCOPY --from=0 /a /a\n"), StringComparison.Ordinal);
}
