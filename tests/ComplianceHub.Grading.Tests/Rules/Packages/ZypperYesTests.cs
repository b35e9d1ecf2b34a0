using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ZypperYesTests
{
    [Fact]
    public void The_repair_goes_behind_the_program() => Assert.Equal("FROM a\nRUN zypper --non-interactive in x\n", Judged.Repaired<ZypperYes>("FROM a\nRUN zypper in x\n"));
}
