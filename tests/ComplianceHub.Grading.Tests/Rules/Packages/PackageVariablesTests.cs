using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class PackageVariablesTests
{
    [Theory]
    [InlineData("RUN deps='curl jq=1 -t' && apt-get install -y $deps", "curl")]
    [InlineData("RUN deps=curl; deps='jq git'; apt-get install -y ${deps}", "jq", "git")]
    [InlineData("ENV DEPS=\"curl jq\"\nRUN apt-get install -y $DEPS", "curl", "jq")]
    [InlineData("ARG V=8.4\nRUN apt-get install -y php$V-xml", "php8.4-xml")]
    [InlineData("ARG V\nRUN apt-get install -y php${V}-xml", "php${V}-xml")]
    [InlineData("ARG V\nRUN apt-get install -y php=$V php-${V} $V \"$V\" linux-$(uname -r)")]
    [InlineData("ARG V=1\nRUN apt-get install -y php=$V")]
    [InlineData("RUN apt-get install -y $deps; deps=curl")]
    [InlineData("RUN deps=$(cat x) && apt-get install -y $deps")]
    public void A_variable_is_read_as_far_as_the_file_tells_its_value(string lines, params string[] packages) => Assert.Equal(packages, Judged.Loci<AptPin>($"FROM a\n{lines}"));

    [Fact]
    public void In_an_RPM_a_variable_anywhere_may_be_the_version() => Assert.Empty(Judged.Loci<YumPin>("FROM a\nARG V\nRUN yum install -y gcc-$V-c++"));
}
