using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>The request for a waiver, begun at a finding: what it would cover is counted before anybody asks.</summary>
public sealed partial class WaiverForm
{
    private const int UsualDays = 30;

    private IReadOnlyList<string> _problems = [];
    private bool _saving;
    private bool _begun;

    [Inject]
    private ImageQueries Images { get; set; } = null!;

    [Inject]
    private WaiverQueries Queries { get; set; } = null!;

    [Inject]
    private WaiverStore Store { get; set; } = null!;

    [Inject]
    private PolicyStore Policies { get; set; } = null!;

    private WaiverScope Scope { get; set; }

    private WaiverReason Reason { get; set; } = WaiverReason.RepairPlanned;

    private string Text { get; set; } = "";

    private DateOnly LastDay { get; set; }

    private string Owner { get; set; } = "";

    private string Requester { get; set; } = "";

    private string Path { get; set; } = "";

    private string Today => Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The form is being filled in: nothing under it moves while grades change.
    protected override IReadOnlyList<HubEvent> RefreshOn => [];

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var address = UrlQuery.Of(Navigation);
        var policy = await Policies.CurrentAsync(cancellationToken);
        var image = long.TryParse(address.Values("image").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await Images.GetAsync(id, cancellationToken) : null;
        var named = address.Values("finding").FirstOrDefault();
        var finding = named is { Length: >= 12 } ? image?.Findings.FirstOrDefault(f => f.FindingId.StartsWith(named, StringComparison.Ordinal)) : null;
        var rule = RuleCatalog.Find(finding?.Rule ?? address.Values("rule").FirstOrDefault() ?? "");
        if (image is null || rule is null)
        {
            return new Data(null, null, null, "", policy.WaiverDays, new Dictionary<WaiverScope, WaiverPreview>());
        }

        var path = _begun ? Path : DefaultPath(image);
        var previews = new Dictionary<WaiverScope, WaiverPreview>();
        foreach (var scope in Enum.GetValues<WaiverScope>().Where(s => s switch { WaiverScope.Finding => finding is not null, WaiverScope.Path => path.Length > 0, WaiverScope.Team => image.TeamId is not null, _ => true }))
        {
            previews[scope] = await Queries.PreviewAsync(DraftOf(scope, image, finding, rule.Descriptor.Id) with { Path = path }, cancellationToken);
        }

        return new Data(image, finding, rule.Descriptor.Id, rule.Descriptor.Title, policy.WaiverDays, previews);
    }

    // The circuit takes over what prerendering read, but not what its fields held.
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (!_begun && View is { Image: { } image } view)
        {
            _begun = true;
            Scope = view.Finding is null ? WaiverScope.Image : WaiverScope.Finding;
            Owner = image.TeamName ?? "";
            Path = DefaultPath(image);
            LastDay = Earlier(DateOnly.FromDateTime(Now).AddDays(UsualDays), Latest(view));
        }
    }

    private static string DefaultPath(ImageDetail image)
    {
        return image.Dockerfile is { } file ? $"{file.Repository}/**" : "";
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b)
    {
        return a < b ? a : b;
    }

    private static IEnumerable<(WaiverScope Scope, string Title, string Note)> Choices(Data view)
    {
        foreach (var (scope, preview) in view.Previews.OrderBy(p => p.Key))
        {
            var title = scope switch
            {
                WaiverScope.Finding => "This finding",
                WaiverScope.Image => $"All of {view.Rule} on this image",
                WaiverScope.Path => $"All of {view.Rule} under a path",
                _ => $"All of {view.Rule} of {view.Image?.TeamName}",
            };
            yield return (scope, title, scope == WaiverScope.Finding ? "and nothing else" : $"{Display.Count(preview.Findings, "finding")} on {Display.Count(preview.Images, "image")} today");
        }
    }

    private WaiverDraft DraftOf(WaiverScope scope, ImageDetail image, FindingRow? finding, string rule)
    {
        return new WaiverDraft(scope, Reason, Text, LastDay, Owner, Requester) { FindingId = finding?.FindingId, Rule = rule, ImageId = image.Id, TeamId = image.TeamId, Path = Path };
    }

    private Severity Worst(Data view)
    {
        return view.Previews.GetValueOrDefault(Scope)?.Worst ?? view.Finding?.Severity ?? RuleCatalog.Find(view.Rule ?? "")?.Descriptor.Severity ?? Severity.Low;
    }

    private DateOnly Latest(Data view)
    {
        return WaiverRules.LatestDay(Worst(view), view.Limits, Now);
    }

    private Task ChooseAsync(WaiverScope scope)
    {
        Scope = scope;
        if (View is { } view)
        {
            LastDay = Earlier(LastDay, Latest(view));
        }

        return Task.CompletedTask;
    }

    private async Task MovePathAsync(string? path)
    {
        Path = path?.Trim() ?? "";
        await ReloadAsync();
    }

    private void MoveDay(ChangeEventArgs e)
    {
        LastDay = DateOnly.TryParseExact(e.Value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : LastDay;
    }

    private async Task AskAsync()
    {
        if (View is not { Image: { } image, Rule: { } rule } view)
        {
            return;
        }

        _saving = true;
        var answer = await Store.RequestAsync(DraftOf(Scope, image, view.Finding, rule), CancellationToken.None);
        (_problems, _saving) = (answer.Problems, false);
        if (answer.Id is { } id)
        {
            Navigation.NavigateTo(HubUrls.Waiver(id));
        }
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Image">Null when there is nothing to waive.</param>
    /// <param name="Finding">Null when it is about a rule.</param>
    /// <param name="Previews">What each scope that is possible here would cover.</param>
    public sealed record Data(
        ImageDetail? Image, FindingRow? Finding, string? Rule, string RuleTitle, WaiverLimits Limits, IReadOnlyDictionary<WaiverScope, WaiverPreview> Previews);
}
