using Bunit;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Setup;
using ComplianceHub.Web.Tests.Hub;
using MudBlazor;

namespace ComplianceHub.Web.Tests.Components.Pages;

/// <summary>Writes, so each test has a hub of its own.</summary>
public sealed class SourceFormTests : PageTest, IAsyncLifetime
{
    private readonly TemporaryFolder _folder;

    public SourceFormTests()
        : this(new TemporaryFolder())
    {
    }

    private SourceFormTests(TemporaryFolder folder)
        : base(new HubFolders(folder["data"], null))
    {
        _folder = folder;
    }

    public async ValueTask InitializeAsync()
    {
        await HubSetup.RunAsync(new HubFolders(_folder["data"], null), new LogLines());
    }

    [Fact]
    public async Task Without_a_name_and_a_place_it_says_what_is_missing_and_saves_nothing()
    {
        Render<MudPopoverProvider>();
        var form = Render<SourceForm>();

        await form.Find("form").SubmitAsync();

        Assert.Contains("A source needs a name.", form.Markup, StringComparison.Ordinal);
        Assert.Contains("Say where it is.", form.Markup, StringComparison.Ordinal);
        Assert.Empty(await Hub<ConnectionStore>().ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_filled_in_is_saved_and_crawled_and_the_sources_are_shown()
    {
        Render<MudPopoverProvider>();
        var form = Render<SourceForm>();

        FillIn(form, "Name", "ours");
        FillIn(form, form.FindComponents<MudTextField<string>>()[1].Instance.Label!, _folder.Path);
        await form.Find("form").SubmitAsync();

        var saved = Assert.Single(await Hub<ConnectionStore>().ListAsync(CancellationToken.None));
        Assert.Equal(("ours", _folder.Path), (saved.Name, saved.Location));
        Assert.Equal(CrawlPhase.Waiting, Hub<CrawlQueue>().StateOf(saved.Id).Phase);
        Assert.EndsWith("/sources", Navigation.Uri, StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private static void FillIn(IRenderedComponent<SourceForm> form, string label, string text)
    {
        var field = form.FindComponents<MudTextField<string>>().First(f => f.Instance.Label == label);
        field.Find("input").Change(text);
    }
}
