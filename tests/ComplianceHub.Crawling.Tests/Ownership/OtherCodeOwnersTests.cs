using ComplianceHub.Crawling.Ownership;

namespace ComplianceHub.Crawling.Tests.Ownership;

public sealed class OtherCodeOwnersTests
{
    [Fact]
    public void GitLab_matches_a_path_without_leading_slash_at_any_depth()
    {
        var owners = new GitLabCodeOwners("* @all\napi/docker @group/api\n/top/ @group/top\n");

        Assert.Equal("@group/api", owners.Find("x/y/api/docker")!.Owners.Single());
        Assert.Equal("@group/top", owners.Find("top/a/b")!.Owners.Single());
        Assert.Equal("@all", owners.Find("x/top/a")!.Owners.Single());
    }

    [Fact]
    public void GitLab_sections_have_default_owners_merge_by_name_and_exclude_for_good()
    {
        var owners = new GitLabCodeOwners("[Docs] @group/docs\n*.md\n^[Code][2] @group/code\n*\n!vendor/\n[DOCS]\nDockerfile @group/boats\n");

        Assert.Equal("@group/docs", owners.Find("a/x.md")!.Owners.Single());
        Assert.Equal("@group/code", owners.Find("a/x.cs")!.Owners.Single());
        Assert.Null(owners.Find("vendor/x.cs"));
        Assert.Equal("@group/boats", owners.Find("a/Dockerfile")!.Owners.Single());
    }

    [Fact]
    public void Gitea_patterns_are_regular_expressions_and_all_that_match_count()
    {
        var owners = new GiteaCodeOwners(".*Dockerfile @org/images\nservices/.* @org/services\n!docs/.* @org/code\n(unclosed @org/x\n");

        Assert.Equal(["@org/images", "@org/services", "@org/code"], owners.Find("services/api/Dockerfile")!.Owners);
        Assert.Null(owners.Find("docs/x.md"));
    }

    [Fact]
    public void Gitea_expressions_made_to_be_slow_are_not() =>
        Assert.Null(new GiteaCodeOwners("(a+)+b @org/x\n").Find(new string('a', 4000)));
}
