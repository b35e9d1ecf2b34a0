using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class AptYesTests
{
    [Fact]
    public void The_repair_goes_behind_the_verb() =>
        Assert.Equal("FROM a\nRUN apt-get \\\n install -y curl\n", Judged.Repaired<AptYes>("FROM a\nRUN apt-get \\\n install curl\n"));

    [Fact]
    public void A_variable_may_hold_the_option() => Assert.Empty(Judged.Loci<AptYes>("FROM a\nRUN apt-get $APT_OPTS install curl"));

    [Theory]
    [InlineData("apt-get install $APT_OPTS curl", 0)]
    [InlineData("apt-get install curl-$TARGETARCH $TARGETARCH", 1)]
    public void A_variable_holds_options_if_its_name_says_so(string command, int findings) => Assert.Equal(findings, Judged.Loci<AptYes>($"FROM a\nRUN {command}").Count());
}
