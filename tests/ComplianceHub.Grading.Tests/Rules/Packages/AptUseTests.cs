using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class AptUseTests
{
    [Fact]
    public void The_repair_changes_the_program_only() =>
        Assert.Equal("FROM a\nRUN apt-get install apt\n", Judged.Repaired<AptUse>("FROM a\nRUN apt install apt\n"));
}
