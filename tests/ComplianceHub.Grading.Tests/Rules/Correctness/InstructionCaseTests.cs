using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class InstructionCaseTests
{
    [Theory]
    [InlineData("FROM a\nrun b\n", "FROM a\nRUN b\n")]
    [InlineData("from a\nrun b\nUser 1\n", "from a\nrun b\nuser 1\n")]
    [InlineData("FROM a\nRun b\n", "FROM a\nRUN b\n")]
    [InlineData("from a\nnonsense b\nonbuild RUN x\n", "from a\nnonsense b\nonbuild RUN x\n")]
    public void The_repair_follows_the_majority_and_a_tie_means_capitals(string text, string repaired) => Assert.Equal(repaired, Judged.Repaired<InstructionCase>(text));
}
