using System.Globalization;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Setup;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>Who would change grade under a draft, before anybody publishes it; and the publishing.</summary>
public sealed partial class PolicyPreviewPage
{
    private const int PageSize = 25;

    private (int Done, int All)? _progress;
    private string? _problem;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    private PolicyStore Policies { get; set; } = null!;

    [Inject]
    private PolicyPreviewer Previewer { get; set; } = null!;

    [Inject]
    private Regrading Regrading { get; set; } = null!;

    private string Note { get; set; } = "";

    private string Author { get; set; } = "";

    private DateOnly? Day { get; set; }

    private string Today => Now.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override IReadOnlyList<HubEvent> RefreshOn => [];

    // It may take seconds: the skeleton is shown at once, and the circuit calculates.
    protected override Task OnParametersSetAsync()
    {
        return RendererInfo.IsInteractive ? base.OnParametersSetAsync() : Task.CompletedTask;
    }

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        if (await Policies.FindDraftAsync(Id, cancellationToken) is not { Policy: var draft })
        {
            return new Data(null, 0, "", "", [], 0, 0, 0, 0, null, 1);
        }

        // Another page or tab of the same preview is not another preview.
        var known = View?.Preview;
        var preview = known is not null && known.Draft == draft ? known : await Previewer.PreviewAsync(draft, new Progress<(int, int)>(Told), cancellationToken);
        var versions = await Policies.VersionsAsync(cancellationToken);
        var changing = preview.Images.Where(i => i.ChangesLetter).ToList();
        var (falls, rises) = (changing.Count(i => i.Falls), changing.Count(i => i.Rises));
        var show = UrlQuery.Of(Navigation).Values("show").FirstOrDefault() is { } named and ("falls" or "rises") ? named : null;
        var shown = changing.Where(i => show switch { "falls" => i.Falls, "rises" => i.Rises, _ => true }).OrderByDescending(i => Math.Abs(i.Delta)).ToList();
        var number = int.TryParse(UrlQuery.Of(Navigation).Values("page").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;
        return new Data(
            preview, (versions.Count == 0 ? 0 : versions[0].Version) + 1, TitleOf(changing.Count), LeadOf(preview, falls, rises), [.. shown.Skip((number - 1) * PageSize).Take(PageSize)],
            changing.Count, falls, rises, shown.Count, show, number);
    }

    private static string TitleOf(int changing)
    {
        return changing == 0 ? "The draft would change nobody’s letter" : $"The draft would change the letter of {Display.Count(changing, "image")}";
    }

    private static string LeadOf(PolicyPreview preview, int falls, int rises)
    {
        var keep = preview.Images.Count(i => !i.ChangesLetter);
        var mean = (preview.Before.Value, preview.After.Value) is ({ } before, { } after)
            ? before == after ? $"The organisation stays at {Display.Score(before)}." : $"The organisation moves from {Display.Score(before)} to {Display.Score(after)}."
            : "";
        var asked = preview.Asked.Count == 0 ? "Nothing is crawled and no rule is asked: stored answers are weighed anew." : $"Nothing is crawled: {Display.Count(preview.Asked.Count, "rule")} read what changed and were asked anew, of stored texts.";
        var unknown = preview.Unknown == 0 ? "" : $" {Display.Count(preview.Unknown, "image")} cannot be told before the next grading.";
        return $"{Display.Count(falls)} fall, {Display.Count(rises)} rise, {Display.Count(keep)} keep theirs. {mean} {asked}{unknown}";
    }

    private static string BecauseOf(PreviewedImage image)
    {
        return image.Before is null ? "is scored from then on" : image.After is null ? "is left out of scoring" : "letters begin elsewhere";
    }

    private string Show(string? what)
    {
        return UrlQuery.Of(Navigation).With("show", what).ToString();
    }

    private void Told((int Done, int All) progress)
    {
        _ = InvokeAsync(() =>
        {
            _progress = progress;
            StateHasChanged();
        });
    }

    private async Task PublishAsync()
    {
        if (string.IsNullOrWhiteSpace(Author) || string.IsNullOrWhiteSpace(Note))
        {
            _problem = "A version has an author and a note: both stand beside it for ever.";
            return;
        }

        var from = Day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        if (await Policies.PublishDraftAsync(Id, Author.Trim(), Note.Trim(), from, CancellationToken.None) is not null)
        {
            Regrading.Ask();
        }

        Navigation.NavigateTo(HubUrls.Policy);
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Preview">Null when there is no such draft.</param>
    /// <param name="Next">The number that it would get.</param>
    /// <param name="Images">This page's of those that change their letter.</param>
    /// <param name="Matching">How many the tab holds.</param>
    public sealed record Data(
        PolicyPreview? Preview, int Next, string Title, string Lead, IReadOnlyList<PreviewedImage> Images, int Changing, int Falls, int Rises, int Matching, string? Show, int Number);
}
