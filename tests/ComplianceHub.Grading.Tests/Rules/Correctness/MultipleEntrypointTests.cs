using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class MultipleEntrypointTests
{
    [Fact]
    public void Each_stage_has_its_own() => Assert.Empty(Judged.Loci<MultipleEntrypoint>("FROM a\nENTRYPOINT [\"a\"]\nFROM b\nENTRYPOINT [\"b\"]"));
}
