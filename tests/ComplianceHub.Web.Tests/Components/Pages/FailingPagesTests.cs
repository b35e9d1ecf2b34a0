using Bunit;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Setup;
using ComplianceHub.Web.Tests.Hub;
using Microsoft.Data.Sqlite;

namespace ComplianceHub.Web.Tests.Components.Pages;

/// <summary>A database without tables: every page must say so instead of breaking.</summary>
public sealed class FailingPagesTests : PageTest
{
    private readonly TemporaryFolder _folder;

    public FailingPagesTests()
        : this(new TemporaryFolder())
    {
    }

    private FailingPagesTests(TemporaryFolder folder)
        : base(new HubFolders(folder.Path, null))
    {
        _folder = folder;
    }

    [Fact]
    public void Every_page_says_what_failed_what_stands_and_under_which_number()
    {
        HoldsUp(Open<Home>("/"));
        HoldsUp(Open<Images>("/images"));
        HoldsUp(Open<ImagePage>("/images/1", p => p.Add(c => c.Id, 1)));
        HoldsUp(Open<Teams>("/teams"));
        HoldsUp(Open<TeamPage>("/teams/checkout", p => p.Add(c => c.Slug, "checkout")));
        HoldsUp(Open<Rules>("/rules"));
        HoldsUp(Open<RuleDetails>("/rules/tag-latest", p => p.Add(c => c.Id, "tag-latest")));
        HoldsUp(Open<Sources>("/sources"));
        HoldsUp(Open<SearchPage>("/search?q=api"));
    }

    [Fact]
    public async Task Trying_again_shows_the_page_once_the_database_is_back()
    {
        var page = Open<Sources>("/sources");
        HoldsUp(page);

        await Hub<HubDatabase>().OpenAsync(CancellationToken.None);
        page.Find(".state.error button").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".state.error")));
        Assert.Equal("No source is connected yet.", page.Find(".state .say").TextContent);
    }

    [Theory]
    [InlineData(5, "The database is locked")]
    [InlineData(6, "The database is locked")]
    [InlineData(8, "The database is read-only")]
    [InlineData(1, "This page could not be read")]
    public void Words_follow_what_the_database_says(int code, string title)
    {
        var failure = PageFailure.Of(new SqliteException("SQLite's own words", code), "4bf92f35");

        Assert.Equal((title, "4bf92f35"), (failure.Title, failure.Trace));
        Assert.DoesNotContain("SQLite's own words", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_inside_another_is_told_by_its_cause()
    {
        Assert.Equal("The database is locked", PageFailure.Of(new InvalidOperationException("outer", new SqliteException("inner", 5)), "1").Title);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private static void HoldsUp<T>(IRenderedComponent<T> page)
        where T : HubPage
    {
        Assert.NotNull(page.Instance.Failure);
        Assert.Equal("This page could not be read", page.Find(".state.error .say").TextContent.Trim());
        Assert.Matches("^[0-9a-f-]{16,}$", page.Find(".state.error .mono").TextContent);
        Assert.Empty(page.FindAll(".loading"));
        Assert.DoesNotContain("no such table", page.Markup, StringComparison.Ordinal);
    }
}
