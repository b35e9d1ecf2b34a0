using ComplianceHub.EndToEnd.Tests.Browsing;
using ComplianceHub.EndToEnd.Tests.Running;
using ComplianceHub.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ComplianceHub.EndToEnd.Tests.Crawls;

/// <summary>Crawling by the button, watched live.</summary>
public sealed class SourcesPageTests(Browser browser) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Crawling_again_shows_its_progress_and_that_there_is_nothing_new()
    {
        await using var hub = await HubProcess.StartAsync(_folder.Path, withSample: true);
        await using var reader = await browser.Open(hub.Address);
        var page = reader.Page;
        await reader.Open("/sources");
        var states = page.Locator("main td > .tag");
        await Expect(states).ToHaveTextAsync(["complete", "complete"], new() { Timeout = 240_000 });
        await Expect(page.Locator("main")).Not.ToContainTextAsync("nothing new");

        await page.GetByRole(AriaRole.Button, new() { Name = "Crawl all now" }).ClickAsync();
        await Expect(page.Locator("main .tag.go, main .tag.out").First).ToBeVisibleAsync();

        await Expect(states).ToHaveTextAsync(["complete", "complete"], new() { Timeout = 120_000 });
        await Expect(page.GetByText("nothing new,")).ToHaveCountAsync(2);
        reader.AssertNothingWentWrong();
    }

    public void Dispose() => _folder.Dispose();
}
