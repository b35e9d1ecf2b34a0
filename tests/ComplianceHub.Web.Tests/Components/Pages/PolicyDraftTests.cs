using Bunit;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

/// <summary>Edits, previews and publishes, so each test has a copy of the sample's hub.</summary>
public sealed class PolicyDraftTests : PageTest
{
    private readonly TemporaryFolder _folder;

    public PolicyDraftTests(SampleHub hub)
        : this(hub, new TemporaryFolder())
    {
    }

    private PolicyDraftTests(SampleHub hub, TemporaryFolder folder)
        : base(hub.CopyTo(folder.Path), organisation: null)
    {
        _folder = folder;
    }

    [Fact]
    public async Task A_weight_that_is_changed_is_taken_from_the_others_and_saved()
    {
        var id = await Hub<PolicyStore>().BeginDraftAsync("test", CancellationToken.None);
        var editor = Editor(id);

        await editor.Find("input[aria-label='Points of non-root']").ChangeAsync("20");

        var draft = await DraftAsync(id);
        Assert.Equal((2000, 10_000), (draft.Budgets["non-root"], draft.Budgets.Values.Sum()));
        Assert.Equal(1, (await Hub<PolicyStore>().CurrentAsync(CancellationToken.None)).Version);
    }

    [Fact]
    public async Task What_is_not_sound_is_said_and_not_saved()
    {
        var id = await Hub<PolicyStore>().BeginDraftAsync("test", CancellationToken.None);
        var editor = Editor(id);

        await editor.Find("input[aria-label='Least score of B']").ChangeAsync("90");

        Assert.NotEmpty(Texts(editor, "[role=alert] li"));
        Assert.Equal(Policy.Default.Bands, (await DraftAsync(id)).Bands);
    }

    [Fact]
    public async Task The_preview_says_who_changes_letter_and_publishing_makes_it_so()
    {
        var policies = Hub<PolicyStore>();
        var id = await policies.BeginDraftAsync("test", CancellationToken.None);
        await Editor(id).Find("input[aria-label='Points of non-root']").ChangeAsync("20");
        var preview = await Hub<PolicyPreviewer>().PreviewAsync(await DraftAsync(id), null, CancellationToken.None);

        var page = Open<PolicyPreviewPage>($"/policy/drafts/{id}/preview", p => p.Add(x => x.Id, id));
        Assert.Contains(preview.Images.Count(i => i.LetterBefore != i.LetterAfter).ToString(System.Globalization.CultureInfo.InvariantCulture), page.Find("h1").TextContent, StringComparison.Ordinal);
        page.Find("#publish textarea").Change("root matters more");
        page.Find("#publish input[autocomplete=name]").Change("Ada");
        await page.Find("#publish form").SubmitAsync();

        var current = await policies.CurrentAsync(CancellationToken.None);
        Assert.Equal((2, 2000), (current.Version, current.Budgets["non-root"]));
        await Hub<GradeKeeper>().RegradeAsync(CancellationToken.None);
        await using var context = await Hub<Microsoft.EntityFrameworkCore.IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var scores = context.Images.Where(i => i.IsLive).ToDictionary(i => i.Id, i => (i.Score, i.Letter));
        Assert.All(preview.Images.Where(i => i.After is not null), i => Assert.Equal(scores[i.ImageId], (i.After, i.LetterAfter)));
    }

    [Fact]
    public void A_draft_that_is_not_there_leads_back_to_the_policy()
    {
        Assert.Equal("No such draft", Editor(99).Find("h1").TextContent);
        Assert.Equal("No such draft", Open<PolicyPreviewPage>("/policy/drafts/99/preview", p => p.Add(x => x.Id, 99)).Find("h1").TextContent);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _folder.Dispose();
        }
    }

    private IRenderedComponent<PolicyEditor> Editor(int id)
    {
        return Open<PolicyEditor>($"/policy/drafts/{id}", p => p.Add(x => x.Id, id));
    }

    private async Task<Policy> DraftAsync(int id)
    {
        return (await Hub<PolicyStore>().FindDraftAsync(id, CancellationToken.None))!.Value.Policy;
    }
}
