using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class CopyFromUnknownTests
{
    [Theory]
    [InlineData("COPY --from=alpine / /", false)]
    [InlineData("COPY --from=tools:1 / /", false)]
    [InlineData("COPY --from=team/tools / /", false)]
    [InlineData("COPY --from=tools@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa / /", false)]
    [InlineData("COPY --from=later / /", false)]
    [InlineData("COPY --from=tools / /", true)]
    [InlineData("COPY --from=-1 / /", true)]
    [InlineData("RUN --mount=from=0,target=/x ls", true)]
    [InlineData("ONBUILD COPY --from=tools / /", false)]
    public void A_lone_word_that_nobody_knows_was_meant_as_a_stage(string line, bool isFound) =>
        Assert.Equal(isFound ? 1 : 0, Judged.Loci<CopyFromUnknown>($"FROM a\n{line}\nFROM b AS later").Count());
}
