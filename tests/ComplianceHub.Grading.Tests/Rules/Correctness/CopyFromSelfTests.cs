using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class CopyFromSelfTests
{
    [Fact]
    public void The_name_counts_in_any_case_and_for_mounts_too() =>
        Assert.Equal(["APP", "app"], Judged.Loci<CopyFromSelf>("FROM a AS app\nCOPY --from=APP /a /b\nRUN --mount=from=app,target=/x ls"));

    [Fact]
    public void A_later_stage_of_the_same_name_is_another_one() =>
        Assert.Equal(["x"], Judged.Loci<CopyFromSelf>("FROM a AS x\nCOPY --from=x /a /b\nFROM b AS x\nCOPY --from=x /a /b"));
}
