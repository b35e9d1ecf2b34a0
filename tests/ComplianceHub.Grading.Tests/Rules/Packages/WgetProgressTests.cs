using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class WgetProgressTests
{
    [Fact]
    public void The_repair_passes() => Assert.Equal("FROM a\nRUN sudo wget -nv -c x\n", Judged.Repaired<WgetProgress>("FROM a\nRUN sudo wget -c x\n"));

    [Theory]
    [InlineData("wget --progress dot:giga x", 0)]
    [InlineData("wget $WGET_OPTS x", 0)]
    [InlineData("wget --progress bar x", 1)]
    [InlineData("wget https://example.com/adoptium/$X", 1)]
    public void Options_count_where_they_stand(string command, int findings) => Assert.Equal(findings, Judged.Loci<WgetProgress>($"FROM a\nRUN {command}").Count());
}
