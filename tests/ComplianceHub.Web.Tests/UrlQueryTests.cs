namespace ComplianceHub.Web.Tests;

public sealed class UrlQueryTests
{
    [Fact]
    public void Values_are_escaped_and_empty_ones_left_out()
    {
        Assert.Equal("/images?q=a%26b%20c", HubUrls.Images(("q", "a&b c"), ("team", null), ("grade", "")));
        Assert.Equal("/teams/data%2Fplatform", HubUrls.Team("data/platform"));
        Assert.Equal("/images/7#f-1", HubUrls.Image(7, "f-1"));
    }

    [Fact]
    public void A_changed_filter_goes_back_to_the_first_page()
    {
        var third = new UrlQuery("/images").With("grade", "D").Page(3);

        Assert.Equal("/images?grade=D&page=3", third.ToString());
        Assert.Equal("/images?grade=D&grade=F", third.Toggle("grade", "F").ToString());
        Assert.Equal("/images", third.Toggle("grade", "D").ToString());
        Assert.Equal("/images", third.Without("grade").ToString());
        Assert.Equal("/images?grade=D", third.Page(1).ToString());
    }
}
