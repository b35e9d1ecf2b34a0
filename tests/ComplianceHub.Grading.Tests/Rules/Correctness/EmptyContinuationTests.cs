using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class EmptyContinuationTests
{
    [Fact]
    public void Empty_lines_between_instructions_are_fine() => Assert.Empty(Judged.Loci<EmptyContinuation>("FROM a\n\nRUN b\n"));
}
