using Bunit;
using ComplianceHub.Web.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Web.Tests.Components.Layout;

public sealed class LayoutTests : ComponentTest
{
    private static readonly IReadOnlyList<NavItem> s_items =
    [
        new(NavGroup.None, 10, "Home", "", "/", true),
        new(NavGroup.None, 20, "Images", "", "/images", true),
        new(NavGroup.People, 10, "Teams", "", "/teams", false),
    ];

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void The_rail_groups_its_pages_and_shows_their_numbers()
    {
        var rail = Render<Rail>(p => p.Add(c => c.Items, s_items).AddCascadingValue(new NavCounts(new Dictionary<string, int> { ["/images"] = 1284 })));

        Assert.Equal(["People"], rail.FindAll(".nav-group").Select(group => group.TextContent));
        Assert.Equal("1,284", rail.Find("a[href='/images'] .n").TextContent);
        Assert.Empty(rail.FindAll("a[href='/teams'] .n"));
    }

    [Fact]
    public void The_page_below_a_place_marks_that_place_and_not_home()
    {
        Navigation.NavigateTo("/images/7");

        Assert.Equal(["/images"], Render<Rail>(p => p.Add(c => c.Items, s_items)).FindAll("a.on").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void What_the_bottom_bar_has_no_place_for_is_under_more()
    {
        var bar = Render<BottomBar>(p => p.Add(c => c.Items, s_items));

        Assert.Equal(["Home", "Images"], bar.FindAll("nav > a").Select(link => link.TextContent));
        Assert.Equal(["Teams"], bar.FindAll(".more-sheet a").Select(link => link.TextContent));
    }

    [Fact]
    public void Every_page_with_a_nav_item_can_be_linked_to()
    {
        Assert.All(NavItems.All, item => Assert.StartsWith("/", item.Href, StringComparison.Ordinal));
        Assert.Equal(NavItems.All.Count, NavItems.All.Select(item => item.Href).Distinct().Count());
        Assert.InRange(NavItems.All.Count(item => item.OnBottomBar), 0, 4);
    }

    [Fact]
    public void A_page_is_read_from_its_attributes()
    {
        var item = Assert.Single(NavItems.In(typeof(LayoutTests).Assembly));

        Assert.Equal(new NavItem(NavGroup.Evidence, 5, "Sample", "icon", "/sample", false), item);
    }

    [Fact]
    public void The_search_box_goes_to_the_search_page()
    {
        var bar = Render<TopBar>(p => p.Add(c => c.Organisation, "Fjellby Retail"));

        bar.Find("input[name=q]").Change("api & more");
        bar.Find("form[role=search]").Submit();

        Assert.EndsWith("/search?q=api%20%26%20more", Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("Fjellby Retail", bar.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_theme_can_be_chosen_without_a_script_and_comes_back_here()
    {
        Navigation.NavigateTo("/images?grade=D");
        var form = Render<TopBar>().Find("form[action='/theme']");

        Assert.Equal("/images?grade=D", form.QuerySelector("[name=back]")!.GetAttribute("value"));
        Assert.Equal(["dark", "light"], form.QuerySelectorAll("button").Select(button => button.GetAttribute("value")));
    }

    [Fact]
    public void The_layout_counts_with_the_registered_source()
    {
        Services.AddScoped(_ => new NavCountSource(_ => Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int> { ["/images"] = 9 })));
        var layout = Render<MainLayout>(p => p.Add(c => c.Body, Show("body")));

        Assert.Equal("9", layout.Instance.CountsByHref!["/images"].ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("body", layout.Find("main").TextContent.Trim());
        Assert.EndsWith("#main", layout.Find("a.skip").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_fails_does_not_fail_the_page()
    {
        Services.AddScoped(_ => new NavCountSource(_ => throw new InvalidOperationException("no database")));

        Assert.Contains("body", Render<MainLayout>(p => p.Add(c => c.Body, Show("body"))).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_throws_leaves_the_frame_standing()
    {
        var layout = Render<MainLayout>(p => p.Add(c => c.Body, builder => builder.AddContent(0, (RenderFragment)(_ => throw new InvalidOperationException("boom")))));

        Assert.Contains("This page failed", layout.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(layout.Find(".rail"));
    }

    [Fact]
    public void A_lost_circuit_and_a_missing_page_are_said_in_words()
    {
        Assert.Contains("What you see is as it was", Render<ReconnectBar>().Find("#components-reconnect-modal").TextContent, StringComparison.Ordinal);
        Assert.Contains("There is no page here", Render<NotFound>().Find("h1").TextContent, StringComparison.Ordinal);
    }

    private static RenderFragment Show(string text)
    {
        return builder => builder.AddContent(0, text);
    }

    [Route("/sample/{id}")]
    [Route("/sample")]
    [NavItem(NavGroup.Evidence, 5, "Sample", "icon")]
    private sealed class SamplePage : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
        }
    }
}
