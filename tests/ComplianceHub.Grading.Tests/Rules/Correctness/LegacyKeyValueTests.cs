using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class LegacyKeyValueTests
{
    [Fact]
    public void The_repair_writes_the_sign() => Assert.Equal("FROM a\nENV A=b\n", Judged.Repaired<LegacyKeyValue>("FROM a\nENV A b\n"));
}
