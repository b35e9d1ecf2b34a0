using Bunit;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

/// <summary>From the finding to the decision and back. Each test has a copy of the sample's hub.</summary>
public sealed class WaiverPagesTests : PageTest
{
    private readonly TemporaryFolder _folder;

    public WaiverPagesTests(SampleHub hub)
        : this(hub, new TemporaryFolder())
    {
    }

    private WaiverPagesTests(SampleHub hub, TemporaryFolder folder)
        : base(hub.CopyTo(folder.Path))
    {
        _folder = folder;
    }

    [Fact]
    public async Task A_finding_is_waived_from_its_image_by_two_people_and_the_raw_score_stays_beside_the_effective_one()
    {
        var (image, finding) = await FindingAsync("checkout/api", FindingStatus.Open, Severity.Critical);
        var asked = await AskAsync(image, finding);

        var page = Open<WaiverPage>($"/waivers/{asked}", p => p.Add(c => c.Id, asked));
        Assert.Equal("W-1 waits for a decision", page.Find("h1").TextContent);
        page.Find("input").Change("kari nordmann");
        await page.Find("button.btn.p").ClickAsync(new());
        Assert.Contains("approved by somebody else than Kari Nordmann", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        page.Find("input").Change("Ola Hansen");
        await page.Find("button.btn.p").ClickAsync(new());
        await Hub<GradeKeeper>().RegradeAsync(CancellationToken.None);

        var graded = (await Hub<ImageQueries>().GetAsync(image.Id, CancellationToken.None))!;
        Assert.Equal((image.Score!.Effective, true), (graded.Score!.Raw, graded.Score.Effective > graded.Score.Raw));
        var shown = OpenImage(image.Id);
        Assert.Contains($"Raw {Display.Score(graded.Score.Raw)} without waivers", shown.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("by waiver W-1, approved by Ola Hansen, until ", shown.Find("#f-" + finding.FindingId[..12]).TextContent, StringComparison.Ordinal);
        Assert.Empty(shown.FindAll($"#f-{finding.FindingId[..12]} .waive"));
        Assert.Contains("Waivers", Texts(shown, ".ledger .cause"));
        Assert.Equal("W-1 counts until 23 Dec 2026", Open<WaiverPage>($"/waivers/{asked}", p => p.Add(c => c.Id, asked)).Find("h1").TextContent);
    }

    [Fact]
    public async Task The_form_says_how_long_and_how_much_before_anybody_asks()
    {
        var (image, finding) = await FindingAsync("checkout/api", FindingStatus.Open, Severity.Critical);
        var form = OpenForm(image, finding);

        Assert.Equal("2026-12-23", form.Find("input[type=date]").GetAttribute("max"));
        Assert.Contains("waived for 30 days", form.Find(".pair").TextContent, StringComparison.Ordinal);
        Assert.Equal(image.TeamName, form.FindAll(".pair input")[1].GetAttribute("value"));
        Assert.Contains($"{Display.Points(finding.RawPoints)} points", form.Find("#if-it-is-approved").TextContent, StringComparison.Ordinal);

        await form.Find("form").SubmitAsync();
        Assert.Equal(["Say in at least 10 characters why.", "Say who asks."], Texts(form, ".problems li"));
        Assert.Equal(0, (await Hub<WaiverQueries>().CountsAsync(CancellationToken.None)).All);
    }

    [Fact]
    public async Task A_path_that_is_typed_is_counted()
    {
        var (image, finding) = await FindingAsync("checkout/api", FindingStatus.Open, Severity.Critical);
        var form = OpenForm(image, finding);
        await form.FindAll(".choice input")[2].ChangeAsync(new() { Value = "Path" });

        form.Find("fieldset input.mono").Change("nowhere/**");

        form.WaitForAssertion(() => Assert.Contains("0 findings on 0 images", form.Find("#if-it-is-approved").TextContent, StringComparison.Ordinal));
        form.Find("fieldset input.mono").Change("**");
        form.WaitForAssertion(() => Assert.DoesNotContain("0 findings on 0 images", form.Find("#if-it-is-approved").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_register_keeps_its_filters_in_the_address_and_exports_what_it_shows()
    {
        var (image, finding) = await FindingAsync("checkout/api", FindingStatus.Open, Severity.Critical);
        await AskAsync(image, finding);
        var low = image.Findings.First(f => f.Severity == Severity.Low && f.Points > 0);
        var second = await AskAsync(image, low);
        await Hub<WaiverStore>().RejectAsync(second, "Ola Hansen", "repair it", CancellationToken.None);

        var all = Open<Waivers>("/waivers");
        Assert.Equal("1 waiver waits for a decision", all.Find("h1").TextContent);
        Assert.Equal(["W-1", "W-2"], Texts(all, ".waivers a.name"));
        Assert.Equal(["All 2", "To decide 1", "Rejected 1"], Texts(all, ".views a"));
        Assert.Equal(["W-2"], Texts(Open<Waivers>("/waivers?state=rejected"), ".waivers a.name"));
        Assert.Equal(["W-1"], Texts(Open<Waivers>("/waivers?severity=critical"), ".waivers a.name"));
        var none = Open<Waivers>("/waivers?q=nothing");
        Assert.Equal("No waiver matches.", none.Find(".state p").TextContent);
        var csv = Open<Waivers>("/waivers?state=rejected&severity=low").Find("a.btn[download]");
        Assert.Equal(("/api/v1/waivers.csv?state=rejected&severity=low", "CSV, 1 row"), (csv.GetAttribute("href"), csv.TextContent));
    }

    [Fact]
    public void An_empty_register_says_where_waivers_begin()
    {
        Assert.Equal("Nothing is waived, and nobody has asked.", Open<Waivers>("/waivers").Find(".state p").TextContent);
        Assert.Equal("No such waiver", Open<WaiverPage>("/waivers/7", p => p.Add(c => c.Id, 7)).Find("h1").TextContent);
        Assert.Equal("Nothing to waive", Open<WaiverForm>("/waivers/new?image=1&finding=000000000000").Find("h1").TextContent);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private IRenderedComponent<ImagePage> OpenImage(long id)
    {
        return Open<ImagePage>($"/images/{id}", p => p.Add(c => c.Id, id));
    }

    private IRenderedComponent<WaiverForm> OpenForm(ImageDetail image, FindingRow finding)
    {
        var anchor = "f-" + finding.FindingId[..12];
        return Open<WaiverForm>(OpenImage(image.Id).Find($"#{anchor} .waive, tr:has(#{anchor}) .waive, tr#{anchor} .waive").GetAttribute("href")!);
    }

    private async Task<int> AskAsync(ImageDetail image, FindingRow finding)
    {
        var form = OpenForm(image, finding);
        form.Find("textarea").Change("It only opens the sandbox.");
        form.Find("input[autocomplete=name]").Change("Kari Nordmann");
        await form.Find("form").SubmitAsync();
        form.WaitForAssertion(() => Assert.Matches(@"/waivers/\d+$", Navigation.Uri));
        return int.Parse(Navigation.Uri.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<(ImageDetail Image, FindingRow Finding)> FindingAsync(string name, FindingStatus status, Severity severity)
    {
        var id = await Hub<ImageQueries>().FindAsync(name, CancellationToken.None);
        var image = (await Hub<ImageQueries>().GetAsync(id!.Value, CancellationToken.None))!;
        return (image, image.Findings.First(f => f.Status == status && f.Severity == severity));
    }
}
