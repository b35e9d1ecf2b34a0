using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class UndefinedVariableTests
{
    [Theory]
    [InlineData("ENV A=$X", "X")]
    [InlineData("LABEL A=${X}b", "X")]
    [InlineData("ARG A=$X", "X")]
    [InlineData("COPY --chown=$X a $Y /b/", "X", "Y")]
    [InlineData("WORKDIR $X/$X", "X")]
    [InlineData("EXPOSE $X", "X")]
    [InlineData("ENV A=\"$X\" B='$Y' C=\\$Z", "X")]
    [InlineData("ENV A=$A:b", "A")]
    [InlineData("RUN --mount=type=cache,target=$X echo $Y", "X")]
    [InlineData("RUN echo $X")]
    [InlineData("CMD echo $X")]
    [InlineData("HEALTHCHECK CMD echo $X")]
    [InlineData("COPY <<EOF /b\n$X\nEOF")]
    [InlineData("ENV A=${X:-b} B=${X:+$X:}c PATH=$PATH:d")]
    public void What_the_builder_expands_must_be_defined(string line, params string[] names) =>
        Assert.Equal(names, Judged.Loci<UndefinedVariable>($"FROM scratch\n{line}").Order());

    [Fact]
    public void What_an_unknown_base_may_define_is_not_reported_but_an_ARG_out_of_sight_is() =>
        Assert.Equal(["A", "TARGETARCH"], Judged.Loci<UndefinedVariable>("ARG A=1\nFROM unknown\nENV B=$A C=$HOME D=$TARGETARCH E=$E\nARG F=$F\nFROM x").Order());

    [Fact]
    public void A_global_ARG_is_repeated_by_the_repair() => Assert.Equal(
        "ARG A=1\nFROM unknown\nARG A\nENV B=$A\n", Judged.Repaired<UndefinedVariable>("ARG A=1\nFROM unknown\nENV B=$A\n"));

    [Fact]
    public void A_known_base_tells_what_it_defines()
    {
        var subject = GradingSubject.OfDockerfile(Graded.File("FROM example.com/base:1\nENV A=$JAVA_HOME B=$JAVA_HOEM")) with
        {
            CrawledBases = ImmutableDictionary<string, BaseImageFacts>.Empty.Add("example.com/base:1", new(null, BaseFamily.Unknown, null, "", default) { Variables = ["JAVA_HOME"] }),
        };

        Assert.Equal("JAVA_HOEM", Assert.Single(Graded.By<UndefinedVariable>(subject).Findings).Locus);
    }

    [Fact]
    public void A_name_that_is_nearly_right_is_suggested() =>
        Assert.Equal("Is VERSION meant?", Assert.Single(Judged.Declared<UndefinedVariable>("FROM scratch\nARG VERSION\nLABEL a=$VERSOIN").Findings).Remediation);
}
