using Bunit;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Web.Tests.Components.Controls;

public sealed class ListControlsTests : ComponentTest
{
    private static readonly IReadOnlyList<FilterGroup> s_groups =
        [new("grade", "grade", [new("D", "D", 169), new("F", "F")]), new("team", "team", [new("checkout", "Checkout")])];

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void A_set_filter_is_a_chip_that_removes_it()
    {
        Navigation.NavigateTo("/images?grade=D&team=checkout&page=4");
        var filters = Render<FilterChips>(p => p.Add(c => c.Groups, s_groups));

        Assert.Equal(["grade: D", "team: Checkout"], filters.FindAll("a.chip.on").Select(chip => chip.TextContent.Trim()));
        Assert.Equal("/images?team=checkout", filters.Find("a.chip.on").GetAttribute("href"));
        Assert.Equal("/images", filters.FindAll("a.lk").Single().GetAttribute("href"));
    }

    [Fact]
    public void Filters_follow_the_address()
    {
        Navigation.NavigateTo("/images");
        var filters = Render<FilterChips>(p => p.Add(c => c.Groups, s_groups));
        Assert.Empty(filters.FindAll("a.chip.on"));

        Navigation.NavigateTo("/images?grade=F");

        filters.WaitForAssertion(() => Assert.Single(filters.FindAll("a.chip.on")));
    }

    [Fact]
    public void Searching_keeps_the_filters_and_leaves_the_page()
    {
        Navigation.NavigateTo("/images?grade=D&page=3");
        var filters = Render<FilterChips>(p => p.Add(c => c.Groups, s_groups).Add(c => c.SearchKey, "q"));

        filters.Find("input[type=search]").Change(" api ");
        filters.Find("form").Submit();

        Assert.EndsWith("/images?grade=D&q=api", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chip_that_is_not_set_shows_its_count()
    {
        var chip = Render<ChipLink>(p => p.Add(c => c.Text, "Drift").Add(c => c.Href, "/images?drift=1").Add(c => c.Count, 1044)).Find("a");

        Assert.Contains("1,044", chip.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("on", chip.ClassList);
    }

    [Fact]
    public void The_pager_says_where_and_stops_at_the_ends()
    {
        Navigation.NavigateTo("/images?grade=D&page=22");
        var pager = Render<Pager>(p => p.Add(c => c.Page, 22).Add(c => c.PageSize, 15).Add(c => c.Total, 318).Add(c => c.Order, "largest loss first"));

        Assert.Contains("316 to 318 of 318, largest loss first", pager.Markup, StringComparison.Ordinal);
        Assert.Equal("/images?grade=D&page=21", pager.Find("[rel=prev]").GetAttribute("href"));
        Assert.Null(pager.Find("[rel=next]").GetAttribute("href"));
        Assert.Empty(Render<Pager>(p => p.Add(c => c.Page, 1).Add(c => c.PageSize, 15).Add(c => c.Total, 9)).FindAll("a"));
    }

    [Fact]
    public void A_second_click_on_a_head_turns_the_order()
    {
        Navigation.NavigateTo("/images?sort=-score");
        var head = Render<SortHeader>(p => p.Add(c => c.Key, "score").Add(c => c.Title, "Score"));

        Assert.Equal("descending", head.Find("th").GetAttribute("aria-sort"));
        Assert.Equal("/images?sort=score", head.Find("a").GetAttribute("href"));
        Assert.Contains("Score ↓", head.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lists_own_order_is_marked_when_the_address_names_none()
    {
        Navigation.NavigateTo("/images");

        Assert.Equal("ascending", Render<SortHeader>(p => p.Add(c => c.Key, "change").Add(c => c.Title, "Change").Add(c => c.Default, "change")).Find("th").GetAttribute("aria-sort"));
    }

    [Fact]
    public void A_list_is_copied_as_link_csv_and_curl()
    {
        var copy = Render<CopyAs>(p => p.Add(c => c.Csv, HubUrls.FindingsCsv(("grade", "D"))));

        Assert.Equal(3, copy.FindAll("button").Count);
        Assert.Contains("curl -fsSL", copy.FindAll("[data-copy]")[1].GetAttribute("data-copy"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_says_why_and_offers_one_act()
    {
        var state = Render<EmptyState>(p => p.Add(c => c.Title, "No image fails this rule.").Add(c => c.ActionHref, "/images").Add(c => c.ActionText, "Clear 2 filters"));

        Assert.Equal("Clear 2 filters", state.Find("a[href='/images']").TextContent);
    }

    [Fact]
    public void An_error_can_be_tried_again_and_traced()
    {
        var tries = 0;
        var state = Render<ErrorState>(p => p.Add(c => c.Title, "It failed").Add(c => c.TraceId, "4b1e").Add(c => c.OnRetry, () => tries++));

        state.Find("button").Click();

        Assert.Equal(1, tries);
        Assert.Contains("4b1e", state.Find(".mono").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_has_the_final_layout()
    {
        Assert.Equal(8, Render<LoadingRows>().FindAll(".loading-row").Count);
    }

    [Fact]
    public void A_section_can_be_linked_to_by_its_title()
    {
        var section = Render<Section>(p => p.Add(c => c.Title, "Why it moved").Add(c => c.Note, "30 days").Add(c => c.Href, "/x").Add(c => c.LinkText, "All 23"));

        Assert.Equal("why-it-moved", section.Find("section").Id);
        Assert.Equal(section.Find("h2").Id, section.Find("section").GetAttribute("aria-labelledby"));
        Assert.Equal("All 23", section.Find("a").TextContent);
    }

    [Fact]
    public void The_heading_has_its_crumbs()
    {
        var header = Render<PageHeader>(p => p.Add(c => c.Title, "checkout/api").Add(c => c.Lead, "One image.").Add(c => c.Crumbs, [new("Images", "/images"), new("Checkout", "/teams/checkout")]));

        Assert.Equal(["Images", "Checkout"], header.FindAll(".crumbs a").Select(crumb => crumb.TextContent));
        Assert.Equal("checkout/api", header.Find("h1").TextContent);
    }
}
