namespace ComplianceHub.Dockerfiles.Tests;

public sealed class DockerignoreTests
{
    [Theory]
    [InlineData("node_modules", "node_modules/a/b.js", true)]
    [InlineData("node_modules", "src/node_modules/a", false)]
    [InlineData("**/node_modules", "src/node_modules/a", true)]
    [InlineData("**/node_modules", "node_modules", true)]
    [InlineData("/a", "a", true)]
    [InlineData("./a/../b/", "b", true)]
    [InlineData("*.log", "x.log", true)]
    [InlineData("*.log", "d/x.log", false)]
    [InlineData("**/*.log", "d/e/x.log", true)]
    [InlineData("**", "any/thing", true)]
    [InlineData("*", ".git/config", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a]x", "ax", false)]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "axb", false)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**", "a/b", true)]
    [InlineData("a.b", "axb", false)]
    [InlineData("**foo", "xfoo", true)]
    [InlineData("**foo*", "xfoo", false)]
    [InlineData("a**", "abc/d", true)]
    [InlineData("a**b", "ax/b", true)]
    [InlineData("[\\]]x", "]x", true)]
    [InlineData("a[x-", "ax", false)]
    [InlineData("# x", "# x", false)]
    [InlineData("*", ".", false)]
    public void Trap53_patterns_match_as_Docker_matches_them(string pattern, string path, bool excluded) =>
        Assert.Equal(excluded, Dockerignore.Parse(pattern).Excludes(path));

    [Fact]
    public void Trap53_an_exclamation_mark_re_includes_and_the_last_match_wins()
    {
        var ignore = Dockerignore.Parse("\uFEFF# all but the source\n*\n!src\r\n  !/README.md  \nsrc/secret\n\n");

        Assert.Equal(["*", "!src", "!README.md", "src/secret"], ignore.Patterns);
        Assert.True(ignore.HasExceptions);
        Assert.Equal([true, false, false, true], new[] { "x", "src/a", "README.md", "src/secret/key" }.Select(ignore.Excludes));
    }

    [Fact]
    public void What_cannot_be_read_is_listed_and_skipped()
    {
        var ignore = Dockerignore.Parse("!\n[a\nb\\\nx");

        Assert.Equal(["!", "[a", "b\\"], ignore.Errors);
        Assert.True(ignore.Excludes("x"));
    }
}
