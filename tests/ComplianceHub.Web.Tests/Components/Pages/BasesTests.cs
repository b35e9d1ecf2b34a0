using Bunit;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class BasesTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public async Task Each_number_of_images_is_what_its_link_lists()
    {
        foreach (var row in (await Hub<BaseQueries>().ReadAsync(CancellationToken.None)).Rows.Where(r => r.Shipped > 0))
        {
            Assert.Equal(row.Shipped, (await Hub<ImageQueries>().SummaryAsync(new ImageFilter { StandsOn = row.Name }, CancellationToken.None)).Images);
        }
    }

    [Fact]
    public void The_sample_organisation_stands_on_its_own_bases_and_on_some_past_their_end()
    {
        var page = Open<Bases>("/bases");

        Assert.Contains(Texts(page, ".flow-box b"), t => t == "base/jre:21");
        Assert.Contains(Texts(page, ".flow-box b"), t => t == "Straight from docker.io");
        Assert.NotEmpty(Texts(Open<Bases>("/bases?end-of-life=past"), ".bases tbody tr .tag.crit"));
        Assert.NotEmpty(Texts(page, ".advice h3"));
    }

    [Fact]
    public void Filters_narrow_and_an_empty_answer_offers_the_way_back()
    {
        Assert.All(Texts(Open<Bases>("/bases?q=python"), ".bases .base-name"), t => Assert.Contains("python", t, StringComparison.Ordinal));
        Assert.All(Texts(Open<Bases>("/bases?registry=docker.io"), ".bases .base-name"), t => Assert.DoesNotContain("fjellby", t, StringComparison.Ordinal));
        Assert.Equal("No base matches.", Open<Bases>("/bases?q=zzz").Find(".state p").TextContent);
    }

    [Theory]
    [InlineData("-images")]
    [InlineData("end")]
    [InlineData("-end")]
    [InlineData("built")]
    public async Task What_has_no_value_comes_last_in_every_order(string sort)
    {
        var today = new DateOnly(2026, 11, 23);
        var rows = BaseFilterQuery.Apply((await Hub<BaseQueries>().ReadAsync(CancellationToken.None)).Rows, key => key == BaseFilterQuery.Sort ? [sort] : [], today);

        Func<BaseImageRow, bool> known = sort.TrimStart('-') switch { "end" => r => r.Lifetime?.EndsOn is not null, "built" => r => r.BuiltAt is not null, _ => _ => true };
        Assert.Equal(rows.OrderBy(r => !known(r)).Select(r => r.Name), rows.Select(r => r.Name));
    }

    [Fact]
    public async Task Ribbons_are_as_wide_as_their_images_are_many_on_both_sides()
    {
        var inventory = await Hub<BaseQueries>().ReadAsync(CancellationToken.None);
        var flow = BaseFlowData.Of(inventory, new DateOnly(2026, 11, 23));
        var widest = flow.Bases.Count;

        Assert.InRange(widest, 1, 10);
        var scale = flow.ToTeams.Sum(r => r.Width) / inventory.Rows.Where(r => r.Shipped > 0).Sum(r => r.Shipped);
        Assert.All(flow.FromUpstream, r => Assert.Equal(0, Math.Round(r.Width / scale, 6) % 1, 4));
        Assert.All(flow.Upstream.Zip(flow.Upstream.Skip(1)), pair => Assert.True(pair.Second.Centre - pair.First.Centre >= BaseFlowData.BoxHeight));
    }
}
