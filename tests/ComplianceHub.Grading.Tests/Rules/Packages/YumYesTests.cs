using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class YumYesTests
{
    [Fact]
    public void The_repair_goes_behind_the_verb() => Assert.Equal("FROM a\nRUN yum install -y x\n", Judged.Repaired<YumYes>("FROM a\nRUN yum install x\n"));
}
