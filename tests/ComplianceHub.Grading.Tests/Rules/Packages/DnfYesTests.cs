using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class DnfYesTests
{
    [Fact]
    public void The_repair_goes_behind_both_words_of_the_verb() => Assert.Equal("FROM a\nRUN dnf group install -y x\n", Judged.Repaired<DnfYes>("FROM a\nRUN dnf group install x\n"));
}
