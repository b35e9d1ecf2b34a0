using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>All images, filtered, sorted and paged in SQL; the whole state is the address.</summary>
public sealed partial class Images
{
    private const int PageSize = 25;
    private PageOf<ImageRow> _page = new([], 0);
    private ImageListSummary? _summary;
    private MenuCounts? _menu;
    private IReadOnlyList<FilterGroup> _groups = [];
    private string _csv = HubUrls.FindingsCsv();
    private string? _lead;
    private string _order = "";
    private int _number = 1;

    private UrlQuery Address => UrlQuery.Of(Navigation);

    private bool HasFilter => ImageFilterQuery.Keys.Any(key => Address.Values(key).Any());

    private IEnumerable<(string Title, string Href, bool Current)> Views
    {
        get
        {
            var address = Address;
            var pairs = ImageFilterQuery.PairsOf(address);
            bool Is(params (string, string?)[] wanted) => pairs.SequenceEqual(wanted);
            (string Title, (string, string?)[] Filter)[] views =
            [
                ("All", []),
                ("Criticals", [(ImageFilterQuery.Severity, "critical")]),
                ("Drift", [(ImageFilterQuery.Drift, "1")]),
                ("Unowned", [(ImageFilterQuery.Unowned, "1")]),
                ("Left out", [(ImageFilterQuery.Scope, nameof(ImageScope.Excluded))]),
            ];
            return views.Select(view => (view.Title, HubUrls.Images(view.Filter), Is(view.Filter)));
        }
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var address = Address;
        var filter = ImageFilterQuery.Read(address.Values);
        var sort = Enum.TryParse<ImageSort>(address.Values("sort").FirstOrDefault()?.TrimStart('-'), true, out var named) ? named : ImageSort.Findings;
        var descending = address.Values("sort").FirstOrDefault() is { } text ? text.StartsWith('-') : sort == ImageSort.Findings;
        _number = int.TryParse(address.Values("page").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;

        _menu = await Overviews.MenuAsync(cancellationToken);
        _summary = await Queries.SummaryAsync(filter, cancellationToken);
        _page = await Queries.PageAsync(filter, sort, descending, _number - 1, PageSize, cancellationToken);
        if (_groups.Count == 0)
        {
            _groups = await GroupsAsync(cancellationToken);
        }

        _csv = HubUrls.FindingsCsv(ImageFilterQuery.PairsOf(address));
        _lead = LeadOf(_summary);
        _order = $"by {sort.ToString().ToLowerInvariant()}{(descending ? ", largest first" : "")}";
    }

    private static string LeadOf(ImageListSummary summary)
    {
        var matches = summary.Images == summary.OfImages
            ? $"{Display.Count(summary.Images, "image")}."
            : $"{Display.Count(summary.Images)} of {Display.Count(summary.OfImages, "image")} match.";
        return summary.PointsLost == 0
            ? matches
            : $"{matches} Together they lose {Display.Count(summary.PointsLost / 100)} points; {Display.Percent((int)(summary.InWorstFour * 10_000 / summary.PointsLost))} of that is in 4 criteria.";
    }

    private async Task<IReadOnlyList<FilterGroup>> GroupsAsync(CancellationToken cancellationToken)
    {
        var teams = await Overviews.TeamsAsync(1, cancellationToken);
        return
        [
            new(ImageFilterQuery.Grade, "grade", [.. new[] { Grade.A, Grade.B, Grade.C, Grade.D, Grade.F }.Select(g => new FilterOption(g.ToString(), g.ToString())), new("None", "no letter")]),
            new(ImageFilterQuery.Severity, "severity", [.. Enum.GetValues<Severity>().OrderDescending().Select(s => new FilterOption(Lower(s), Lower(s)))]),
            new(ImageFilterQuery.Criterion, "criterion", [.. Criterion.All.Select(c => new FilterOption(c.Id, c.Id))]),
            new(ImageFilterQuery.Team, "team", [.. teams.Where(t => t.Slug is not null).Select(t => new FilterOption(t.Slug ?? "", t.Name, t.Images))]),
        ];
    }

    // The digest is in the title: a list shows what people call the base.
    private static string ShortBase(string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? reference[..at] : reference;
    }

    private static string Lower(Severity severity)
    {
        return severity.ToString().ToLowerInvariant();
    }
}
