using ComplianceHub.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace ComplianceHub.EndToEnd.Tests.Browsing;

/// <summary>Every page on a desk and on a phone, light and dark: nothing fails, nothing runs off the side. The pictures are for looking at.</summary>
public sealed class ScreenTests(SampleHub sample, Browser browser)
{
    [Theory]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Every_page_fits_its_window_and_fails_nowhere(int width, bool dark)
    {
        var hub = await sample.Hub;
        var images = await hub.GetJson("/api/v1/images?q=checkout/api&size=1");
        var image = images.GetProperty("rows")[0].GetProperty("id").GetInt64();
        (string Name, string Path)[] pages =
        [
            ("home", "/"), ("images", "/images"), ("criticals", "/images?severity=critical"), ("image", $"/images/{image}"), ("teams", "/teams"), ("team", "/teams/fulfilment"),
            ("rules", "/rules"), ("rule", "/rules/secret-literal"), ("sources", "/sources"), ("new-source", "/sources/new"), ("search", "/search?q=checkout"),
            ("empty", "/images?q=no-such-image"),
        ];

        await using var reader = await browser.Open(hub.Address, width, dark);
        var tooWide = new List<string>();
        foreach (var (name, path) in pages)
        {
            await reader.Open(path);
            await Expect(reader.Page.Locator("h1")).ToBeVisibleAsync();
            await reader.Screenshot($"{name}-{width}-{(dark ? "dark" : "light")}");
            await Expect(reader.Page.Locator(".state.error")).ToHaveCountAsync(0);
            var overflow = await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
            {
                tooWide.Add($"{path}: {overflow} px");
            }
        }

        Assert.Empty(tooWide);
        reader.AssertNothingWentWrong();
    }
}
