using ComplianceHub.Crawling.Ownership;

namespace ComplianceHub.Crawling.Tests.Ownership;

public sealed class GitHubCodeOwnersTests
{
    [Theory]
    [InlineData("web", "web a/web web/x a/web/x", "web.txt a/webs")]
    [InlineData("/web", "web web/x web/x/y", "a/web webs")]
    [InlineData("web/", "web/x a/web/x a/web/x/y", "web a/web")]
    [InlineData("/web/", "web/x web/x/y", "web a/web/x")]
    [InlineData("a/web", "a/web a/web/x", "b/a/web a/webs")]
    [InlineData("*", "x a/x a/b/c", "")]
    [InlineData("/*", "x", "a/x a/b/c")]
    [InlineData("*.js", "x.js a/x.js a.js/x", "x.jsx")]
    [InlineData("w*", "web a/web web/x", "xweb")]
    [InlineData("/w*/", "web/x web/x/y", "web a/web/x")]
    [InlineData("docs/*", "docs/x", "docs docs/x/y a/docs/x")]
    [InlineData("a/*/c", "a/b/c a/b/c/d", "a/c a/b")]
    [InlineData("w?b", "web a/wab", "wb weeb")]
    [InlineData(@"w\*b", "w*b", "web")]
    [InlineData("**/a/b", "a/b x/a/b x/y/a/b/c", "a/x/b")]
    [InlineData("a/**", "a/x a/x/y", "a b/a/x")]
    [InlineData("a/**/c", "a/c a/b/c a/b/b/c/d", "x/a/c")]
    [InlineData("a/**/c*", "a/c a/b/cd", "a/b")]
    [InlineData("/services/stock-*/", "services/stock-feed/Dockerfile", "services/stock services/x/Dockerfile")]
    public void Patterns_match_as_on_GitHub(string pattern, string matching, string other)
    {
        var owners = new GitHubCodeOwners(pattern + " @o/t");

        Assert.All(matching.Split(' ', StringSplitOptions.RemoveEmptyEntries), p => Assert.True(owners.Find(p) is not null, p));
        Assert.All(other.Split(' ', StringSplitOptions.RemoveEmptyEntries), p => Assert.True(owners.Find(p) is null, p));
    }

    [Fact]
    public void The_last_match_wins_and_a_line_without_owners_clears()
    {
        var owners = new GitHubCodeOwners("* @o/all\n/apps/ @o/apps\n/apps/free/\n");

        Assert.Equal("@o/all", owners.Find("x")!.Owners.Single());
        Assert.Equal(new { Owner = "@o/apps", Line = 2 }, new { Owner = owners.Find("apps/x")!.Owners.Single(), owners.Find("apps/x")!.Line });
        Assert.Empty(owners.Find("apps/free/x")!.Owners);
    }

    [Theory]
    [InlineData("# comment @o/t")]
    [InlineData("!x @o/t")]
    [InlineData("x[ab] @o/t")]
    [InlineData("x nobody")]
    [InlineData("x @o/t and me")]
    public void Lines_that_GitHub_does_not_understand_are_skipped(string line) =>
        Assert.Equal("@o/all", new GitHubCodeOwners("* @o/all\n" + line).Find("x")!.Owners.Single());

    [Fact]
    public void A_comment_may_end_a_line_and_a_space_may_be_escaped()
    {
        var owners = new GitHubCodeOwners("\uFEFF/my\\ app/ @o/t user@example.org # why @o/other\r\n");

        Assert.Equal(["@o/t", "user@example.org"], owners.Find("my app/x")!.Owners);
    }

    [Fact]
    public void Patterns_made_to_be_slow_are_not() =>
        Assert.Null(new GitHubCodeOwners(string.Concat(Enumerable.Repeat("*a", 500)) + "b @o/t").Find(new string('a', 4000)));
}
