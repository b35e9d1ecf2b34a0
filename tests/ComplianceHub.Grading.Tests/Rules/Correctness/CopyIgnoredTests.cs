using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class CopyIgnoredTests
{
    [Fact]
    public void Without_a_dockerignore_there_is_nothing_to_say() => Assert.Equal(Outcome.NotApplicable, Judged.Declared<CopyIgnored>("FROM a\nCOPY b /b").Outcome);

    [Theory]
    [InlineData("b", "COPY b /b", true)]
    [InlineData("b", "ADD ./b/ /b", true)]
    [InlineData("b", "COPY /b/c /b", true)]
    [InlineData("*.json", "COPY package*.json /b/", true)]
    [InlineData("b", "ARG D=b\nCOPY $D /b", true)]
    [InlineData("b", "ARG D\nCOPY $D /b", false)]
    [InlineData("b", "ADD https://example.com/b /b", false)]
    [InlineData("<*", "COPY <<EOF /b\nx\nEOF", false)]
    [InlineData("**", "COPY . /b", true)]
    [InlineData("b", "COPY . /b", false)]
    public void A_source_is_looked_up_as_the_builder_would(string ignored, string line, bool isFound) =>
        Assert.Equal(isFound ? Outcome.Fail : Outcome.Pass, Judged.Declared<CopyIgnored>($"FROM a\n{line}", dockerignore: ignored).Outcome);

    [Theory]
    [InlineData("*\n!b", "b", false)]
    [InlineData("*\n!b/c", "b", false)]
    [InlineData("*\n!**/c", "b", false)]
    [InlineData("*\n!b*", "b/c", false)]
    [InlineData("*\n!.", ".", false)]
    [InlineData("*\n!bc", "b*", false)]
    [InlineData("*\n!bc", "b", true)]
    [InlineData("b\n!c", "b/d", true)]
    public void An_exception_may_bring_it_or_a_part_of_it_back(string ignored, string source, bool isFound) =>
        Assert.Equal(isFound ? Outcome.Fail : Outcome.Pass, Judged.Declared<CopyIgnored>($"FROM a\nCOPY {source} /b/", dockerignore: ignored).Outcome);
}
