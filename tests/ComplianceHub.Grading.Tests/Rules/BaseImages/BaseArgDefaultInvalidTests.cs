using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class BaseArgDefaultInvalidTests
{
    [Fact]
    public void An_undeclared_argument_belongs_to_the_other_rule() => Assert.Empty(Judged.Loci<BaseArgDefaultInvalid>("FROM alpine:$V"));

    [Theory]
    [InlineData("FROM REPLACE-ME", 1)]
    [InlineData("FROM alpine:", 1)]
    [InlineData("FROM a/$X/b", 0)]
    [InlineData("FROM x AS tini-linux\nFROM tini-${TARGETOS}", 0)]
    [InlineData("FROM x:$TARGETARCH", 0)]
    [InlineData("ARG V\nFROM x:$V", 1)]
    [InlineData("ARG V\nFROM x AS a\nFROM ${V:-a}", 0)]
    [InlineData("ARG V\nFROM scratch${V}", 0)]
    public void Only_what_names_neither_image_nor_stage_is_found(string text, int findings) => Assert.Equal(findings, Judged.Loci<BaseArgDefaultInvalid>(text).Count());
}
