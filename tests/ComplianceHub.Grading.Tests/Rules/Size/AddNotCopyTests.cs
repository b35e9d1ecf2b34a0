using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class AddNotCopyTests
{
    [Theory]
    [InlineData("ADD a.conf b/ /etc/", Outcome.Fail)]
    [InlineData("ADD rootfs.tar.gz /", Outcome.Pass)]
    [InlineData("ADD https://example.com/x /x", Outcome.Pass)]
    [InlineData("ADD git@github.com:a/b.git /x", Outcome.Pass)]
    [InlineData("ADD $FILE /x", Outcome.Pass)]
    public void Archives_addresses_and_what_is_not_known_may_be_added(string line, Outcome expected) => Assert.Equal(expected, Graded.By<AddNotCopy>($"FROM alpine:3\n{line}\n").Outcome);

    [Fact]
    public void The_repair_changes_the_word_only()
    {
        const string text = "FROM alpine:3\nadd  --chown=1 a   /b\n";

        Assert.Equal("FROM alpine:3\nCOPY  --chown=1 a   /b\n", TextEdit.Apply(text, Graded.By<AddNotCopy>(text).Findings[0].Fix));
    }
}
