using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class MultipleCmdTests
{
    [Fact]
    public void Each_stage_has_its_own() => Assert.Empty(Judged.Loci<MultipleCmd>("FROM a\nCMD [\"a\"]\nFROM b\nCMD [\"b\"]"));
}
