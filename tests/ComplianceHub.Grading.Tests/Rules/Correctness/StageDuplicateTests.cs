using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class StageDuplicateTests
{
    [Fact]
    public void Unnamed_stages_share_no_name() => Assert.Empty(Judged.Loci<StageDuplicate>("FROM a\nFROM a"));
}
