using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class CopyThenExtractTests
{
    [Fact]
    public void The_same_archive_must_be_unpacked_later() =>
        Assert.Equal([3], Graded.Lines(Graded.By<CopyThenExtract>("FROM alpine:3\nCOPY b.tgz /\nCOPY a.tgz /tmp/\nRUN cd /tmp && tar xzf a.tgz\nCOPY --from=x/y:1 c.tgz /\nRUN tar xf /c.tgz\n")));

    [Fact]
    public void A_variable_has_two_spellings() => Assert.Single(Judged.Loci<CopyThenExtract>("FROM a\nARG V\nCOPY a-${V}.tar.gz /\nRUN tar xf /a-$V.tar.gz"));
}
