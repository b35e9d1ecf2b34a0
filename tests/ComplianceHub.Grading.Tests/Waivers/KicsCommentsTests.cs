using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class KicsCommentsTests
{
    private const string SudoQuery = "8ada6e80-0ade-439e-b176-0b28f6bce35a";

    [Theory]
    [InlineData("FROM a\n# kics-scan ignore-line\nRUN a \\\n && sudo b\nRUN sudo c\n", "sudo:4")]
    [InlineData("FROM a\n# kics-scan ignore-line\n\nRUN sudo b\n", "")]
    [InlineData("FROM a\n# kics-scan ignore-block\nRUN sudo b\n", "")]
    [InlineData("FROM a AS x\nRUN sudo a\n# KICS-SCAN ignore-block\nFROM x\nRUN sudo b\n", "sudo:5")]
    [InlineData("# a header\n# kics-scan ignore\nFROM a\nRUN sudo a\n", "sudo:4")]
    [InlineData("# kics-scan disable=x," + SudoQuery + "\nFROM a\nRUN sudo a\n", "sudo:3")]
    [InlineData("# kics-scan enable=" + SudoQuery + "\nFROM a\nRUN sudo a\nCMD b\n", "exec-form:4")]
    [InlineData("FROM a\n# kics-scan disable=" + SudoQuery + "\nRUN sudo a\n", "")]
    [InlineData("FROM a\n# kics-scan ignore-line because\nRUN sudo a\n", "")]
    [InlineData("# kics-scan disable=\nFROM a\nRUN sudo a\n", "")]
    public void Each_command_covers_what_KICS_says(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Commented.Suppressed(text).Where(s => s.StartsWith("sudo", StringComparison.Ordinal) || s.StartsWith("exec", StringComparison.Ordinal))));

    [Fact]
    public void A_comment_that_KICS_would_not_heed_says_why() => Assert.Equal("KICS heeds it above the first instruction only", Commented.Only("FROM a\n# kics-scan ignore\n").Problem);

    [Fact]
    public void Each_query_of_its_table_is_an_alias_of_a_rule() =>
        Assert.Empty(KicsQueries.Aliases.Values.Except(RuleCatalog.Rules.SelectMany(r => r.Descriptor.Aliases)));
}
