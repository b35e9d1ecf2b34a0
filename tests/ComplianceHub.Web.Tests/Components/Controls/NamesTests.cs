using Bunit;
using ComplianceHub.Web.Components.Controls;

namespace ComplianceHub.Web.Tests.Components.Controls;

public sealed class NamesTests : ComponentTest
{
    [Theory]
    [InlineData("checkout/api", "checkout/|api|")]
    [InlineData("registry.example:5000/base/node:22", "registry.example|:5000/|base/|node|:22|")]
    [InlineData("node:22@sha256:9f31c07a", "node|:22|@sha256:9f31c07a|")]
    [InlineData("", "|")]
    public void A_name_breaks_between_its_parts_and_loses_nothing(string name, string parts)
    {
        var text = Render<PathText>(p => p.Add(c => c.Of, name));

        Assert.Equal(parts, string.Concat(text.Nodes.Select(n => n.NodeName == "WBR" ? "|" : n.TextContent.Trim())));
    }

    [Fact]
    public void A_reference_keeps_its_own_name_whole_and_has_the_rest_in_its_title()
    {
        var text = Render<ReferenceText>(p => p.Add(c => c.Of, "registry.example/base/node:22@sha256:9f31c07a"));

        Assert.Equal(("registry.example/base/", "node:22"), (text.Find(".host").TextContent, text.Find(".own").TextContent));
        Assert.Equal("registry.example/base/node:22@sha256:9f31c07a", text.Find(".refname").GetAttribute("title"));
    }

    [Fact]
    public void Nothing_to_take_away_has_no_button()
    {
        Assert.Empty(Render<CsvLink>(p => p.Add(c => c.Href, "/x").Add(c => c.Rows, 0)).FindAll("a"));
        Assert.Equal("CSV, 1 row", Render<CsvLink>(p => p.Add(c => c.Href, "/x").Add(c => c.Rows, 1)).Find("a[download]").TextContent);
    }
}
