using System.Text.RegularExpressions;
using ComplianceHub.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ComplianceHub.EndToEnd.Tests.Browsing;

/// <summary>The main paths of the three users, over the sample organisation in a real browser.</summary>
public sealed partial class UserPathTests(SampleHub sample, Browser browser, ITestOutputHelper output)
{
    [Fact]
    public async Task A_manager_sees_score_trend_and_teams_at_once_and_one_click_leads_to_a_team()
    {
        var hub = await sample.Hub;
        output.WriteLine($"healthy after {hub.StartTime.TotalSeconds:0.0} s, everything graded after {sample.FirstDashboard.TotalSeconds:0.0} s");
        await using var reader = await browser.Open(hub.Address);
        var page = reader.Page;
        await reader.Open("/");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Organisation score" })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(Score());
        await Expect(page.Locator("main svg path, main svg polyline").First).ToBeAttachedAsync();

        await page.Locator("main a[href^='/teams/']").First.ClickAsync();
        await page.WaitForURLAsync(TeamAddress());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What each image loses, and where" })).ToBeVisibleAsync();
        reader.AssertNothingWentWrong();
    }

    [Fact]
    public async Task A_developer_finds_findings_on_the_lines_what_to_do_and_a_suggested_change()
    {
        var hub = await sample.Hub;
        await using var reader = await browser.Open(hub.Address);
        var page = reader.Page;
        await reader.Open("/");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { NameRegex = ImagesLink() }).ClickAsync();
        await page.WaitForURLAsync("**/images");
        await page.GetByRole(AriaRole.Link, new() { Name = "checkout/api", Exact = false }).First.ClickAsync();
        await page.WaitForURLAsync(ImageAddress());

        var code = page.Locator("main .code");
        await Expect(code.Locator(".ln").First).ToBeVisibleAsync();
        await Expect(code.Locator(".fd.crit").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Points lost" })).ToBeVisibleAsync();
        await Expect(page.Locator("article.fix .fix-scores").First).ToBeVisibleAsync();
        await Expect(page.Locator("article.fix").First).ToContainTextAsync("Copy patch");
        reader.AssertNothingWentWrong();
    }

    [Fact]
    public async Task Security_filters_to_criticals_and_takes_the_same_rows_away_as_csv()
    {
        var hub = await sample.Hub;
        await using var reader = await browser.Open(hub.Address);
        var page = reader.Page;
        await reader.Open("/images");

        await page.GetByRole(AriaRole.Link, new() { Name = "Criticals" }).ClickAsync();
        await page.WaitForURLAsync("**/images?severity=critical");
        await Expect(page.Locator("main tbody tr").First).ToBeVisibleAsync();
        var link = page.Locator("main a[download]");
        await Expect(link).ToHaveAttributeAsync("href", "/api/v1/findings.csv?severity=critical");

        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var downloaded = await File.ReadAllTextAsync(await download.PathAsync());
        var answered = await hub.Http.GetStringAsync("/api/v1/findings.csv?severity=critical");

        Assert.StartsWith("findings-", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal(WithoutAsOf(answered), WithoutAsOf(downloaded));
        Assert.True(downloaded.Split("\r\n").Length > 2, downloaded);
        Assert.NotEqual(WithoutAsOf(await hub.Http.GetStringAsync("/api/v1/findings.csv")), WithoutAsOf(downloaded));
        reader.AssertNothingWentWrong();
    }

    [GeneratedRegex(@"\d{1,2}\.\d")]
    private static partial Regex Score();

    [GeneratedRegex("/teams/[a-z-]+$")]
    private static partial Regex TeamAddress();

    [GeneratedRegex(@"/images/\d+$")]
    private static partial Regex ImageAddress();

    [GeneratedRegex("^Images")]
    private static partial Regex ImagesLink();

    // Two requests are two moments; everything else is equal.
    private static string WithoutAsOf(string csv) => AsOf().Replace(csv, "$1");

    [GeneratedRegex(@"^(\d+,)[^,]*,", RegexOptions.Multiline)]
    private static partial Regex AsOf();
}
