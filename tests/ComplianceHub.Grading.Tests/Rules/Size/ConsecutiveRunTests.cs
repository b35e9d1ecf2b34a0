using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class ConsecutiveRunTests
{
    [Fact]
    public void Comments_do_not_part_RUNs_but_flags_lists_and_instructions_do() => Assert.Equal([4], Graded.Lines(Graded.By<ConsecutiveRun>(
        "FROM alpine:3\nRUN a\n# why\nRUN b\nRUN --network=none c\nRUN d && e\nRUN f\nENV X=1\nRUN g\n")));

    [Theory]
    [InlineData("RUN a | b\nRUN c $(d)", 1)]
    [InlineData("RUN a\nRUN (b)", 0)]
    [InlineData("RUN a\nRUN b; c", 0)]
    [InlineData("RUN a\nRUN if b; then c; fi", 0)]
    public void A_pipeline_is_one_command(string lines, int findings) => Assert.Equal(findings, Judged.Loci<ConsecutiveRun>($"FROM a\n{lines}").Count());
}
