using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class HadolintCommentsTests
{
    private const string Sudo = "RUN sudo a && cd /b && c\n";

    [Theory]
    [InlineData("# hadolint ignore=DL3004")]
    [InlineData("#hadolint\tignore = DL3004")]
    [InlineData("  # hadolint ignore=DL3004")]
    [InlineData("# hadolint ignore=DL9999 , DL3004")]
    [InlineData("# hadolint ignore=DL3004 # the agent needs it")]
    [InlineData("# hadolint global ignore=DL3004")]
    public void A_code_suppresses_the_rule_that_has_it_as_an_alias(string comment) =>
        Assert.Equal(["sudo:3"], Commented.Suppressed($"FROM a\n{comment}\n{Sudo}"));

    [Trait("Trap", "42")]
    [Theory]
    [InlineData("# hadolint ignore=DL3004,crazy")]
    [InlineData("# hadolint ignore=DL3004 because")]
    [InlineData("# hadolint ignore=DL3004,")]
    [InlineData("# hadolint ignore=")]
    public void One_invalid_code_voids_the_comment(string comment)
    {
        var text = $"FROM a\n{comment}\n{Sudo}";

        Assert.Empty(Commented.Suppressed(text));
        Assert.NotNull(Commented.Only(text).Problem);
    }

    [Trait("Trap", "42")]
    [Theory]
    [InlineData("# hadolint ignore=DL3004\n\n")]
    [InlineData("# hadolint ignore=DL3004\n# why\n")]
    [InlineData("# hadolint ignore=DL3004\nWORKDIR /x\n")]
    public void It_counts_only_on_the_line_directly_above(string before) => Assert.Empty(Commented.Suppressed($"FROM a\n{before}{Sudo}"));

    [Fact]
    public void It_covers_every_line_of_the_instruction_below_and_none_behind() =>
        Assert.Equal(["sudo:4"], Commented.Suppressed("FROM a\n# hadolint ignore=DL3004\nRUN a \\\n && sudo b\nRUN sudo c\n"));

    [Fact]
    public void Inside_a_continued_instruction_it_is_nothing() => Assert.Empty(Commented.Suppressed("FROM a\nRUN a \\\n# hadolint ignore=DL3004\n && sudo b\n"));

    [Fact]
    public void In_a_here_document_it_is_nothing() => Assert.Empty(InlineIgnores.Of(Dockerfile.Parse("FROM a\nRUN <<EOF\n# hadolint ignore=DL3004\nsudo b\nEOF\n")));

    [Trait("Trap", "42")]
    [Fact]
    public void A_stage_ignore_covers_the_stage_whose_FROM_it_stands_above() =>
        Assert.Equal(["sudo:3", "sudo:5"], Commented.Suppressed($"# hadolint stage ignore=DL3004\nFROM a AS x\n{Sudo}RUN a\n{Sudo}FROM x\n{Sudo}").Where(s => s.StartsWith("sudo", StringComparison.Ordinal)));

    [Fact]
    public void A_stage_ignore_above_anything_else_is_void() => Assert.Equal("no FROM begins on the line below it", Commented.Only($"FROM a\n# hadolint stage ignore=DL3004\n{Sudo}").Problem);

    [Fact]
    public void A_finding_about_the_whole_file_belongs_to_the_FROM_of_the_stage_that_ships() =>
        Assert.Equal(["healthcheck-missing:"], Commented.Suppressed("FROM a AS x\n# hadolint ignore=DL3057\nFROM b\n"));

    [Trait("Trap", "42")]
    [Theory]
    [InlineData("FROM a\n# hadolint shell=/bin/bash\nRUN a", "2 /bin/bash")]
    [InlineData("# hadolint shell=bash # for all\nFROM a\n#hadolint shell = dash", "1 bash, 3 dash")]
    [InlineData("FROM a\n# hadolint shell=bash -x\nRUN a", "")]
    public void A_shell_is_named_from_its_line_on(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", HadolintComments.Shells(Dockerfile.Parse(text)).Select(s => $"{s.Line} {s.Shell}")));

    [Trait("Trap", "42")]
    [Fact]
    public void What_stands_behind_the_second_hash_is_the_reason() => Assert.Equal("the agent needs it", Commented.Only($"FROM a\n# hadolint ignore=DL3004 # the agent needs it\n{Sudo}").Reason);
}
