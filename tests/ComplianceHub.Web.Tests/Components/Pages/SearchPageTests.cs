using Bunit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class SearchPageTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void A_part_of_a_name_finds_images_teams_and_repositories()
    {
        var page = Open<SearchPage>("/search?q=checkout");

        Assert.Equal(["Images", "Teams", "Repositories"], Texts(page, "h2").Take(3));
        Assert.Contains("/teams/checkout", page.FindAll("a.name").Select(a => a.GetAttribute("href")));
        Assert.Contains("checkout/api", Texts(page, "a.name"));
    }

    [Fact]
    public void A_rule_is_found_by_another_tools_name_for_it()
    {
        var page = Open<SearchPage>("/search?q=DL3007");

        Assert.NotEmpty(page.FindAll("#rules a.name"));
    }

    [Fact]
    public void Signs_of_the_database_are_searched_as_they_are_typed()
    {
        Assert.Equal("Nothing has that name.", Open<SearchPage>("/search?q=%25%25").Find(".state .say").TextContent);
    }

    [Fact]
    public void Nothing_that_has_the_name_is_said()
    {
        var page = Open<SearchPage>("/search?q=zzzz");

        Assert.Equal("0 hits for “zzzz”", page.Find("h1").TextContent);
        Assert.Equal("/images", page.Find(".state a.btn").GetAttribute("href"));
    }

    [Fact]
    public void What_was_typed_is_shown_as_text()
    {
        var page = Open<SearchPage>("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        Assert.Empty(page.FindAll("script"));
        Assert.Contains("<script>", page.Find("h1").TextContent, StringComparison.Ordinal);
    }
}
