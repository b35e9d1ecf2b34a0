using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class ConsecutiveRunTests
{
    [Fact]
    public void Comments_do_not_part_RUNs_but_flags_lists_and_instructions_do() => Assert.Equal([4], Graded.Lines(Graded.By<ConsecutiveRun>(
        "FROM alpine:3\nRUN a\n# why\nRUN b\nRUN --network=none c\nRUN d && e\nRUN f\nENV X=1\nRUN g\n")));
}
