using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class WgetProgressTests
{
    [Fact]
    public void The_repair_passes() => Assert.Equal("FROM a\nRUN sudo wget -nv -c x\n", Judged.Repaired<WgetProgress>("FROM a\nRUN sudo wget -c x\n"));
}
