using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>All images, filtered, sorted and paged in SQL; the whole state is the address.</summary>
public sealed partial class Images
{
    private const int PageSize = 25;

    // Teams beyond this are found by their page or by typing: a menu of 200 is no menu.
    private const int MostTeamsInMenu = 30;

    [Inject]
    private ImageQueries Queries { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    private UrlQuery Address => UrlQuery.Of(Navigation);

    /// <summary>Nothing at all is known yet: filters would be in the way.</summary>
    private bool IsEmpty => View is { Counts: { All: 0, Excluded: 0, Mirrors: 0 } };

    private string Csv => HubUrls.FindingsCsv(ImageFilterQuery.PairsOf(Address));

    private IEnumerable<(string Title, string Href, bool Current, int? Count)> Views
    {
        get
        {
            var pairs = ImageFilterQuery.PairsOf(Address);
            var counts = View?.Counts;
            (string Title, (string, string?)[] Filter, int? Count)[] views =
            [
                ("All", [], counts?.All),
                ("Criticals", [(ImageFilterQuery.Severity, "critical")], counts?.Critical),
                ("Drift", [(ImageFilterQuery.Drift, "1")], counts?.Drift),
                ("Unowned", [(ImageFilterQuery.Unowned, "1")], counts?.Unowned),
                ("No letter", [(ImageFilterQuery.Grade, "None")], counts?.NoLetter),
                ("Left out", [(ImageFilterQuery.Scope, nameof(ImageScope.Excluded))], counts?.Excluded),
                ("Mirrors", [(ImageFilterQuery.Scope, nameof(ImageScope.Mirror))], counts?.Mirrors),
            ];

            // The tabs of things that there are none of would only be in the way.
            return views
                .Where(view => view.Count != 0 || view.Title == "All" || pairs.SequenceEqual(view.Filter))
                .Select(view => (view.Title, HubUrls.Images(view.Filter), pairs.SequenceEqual(view.Filter), view.Count));
        }
    }

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var address = Address;
        var filter = ImageFilterQuery.Read(address.Values);
        var sort = Enum.TryParse<ImageSort>(address.Values("sort").FirstOrDefault()?.TrimStart('-'), true, out var named) ? named : ImageSort.Findings;
        var descending = address.Values("sort").FirstOrDefault() is { } text ? text.StartsWith('-') : sort == ImageSort.Findings;
        var number = int.TryParse(address.Values("page").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;
        var summary = await Queries.SummaryAsync(filter, cancellationToken);
        return new Data(
            await Queries.PageAsync(filter, sort, descending, number - 1, PageSize, cancellationToken),
            number,
            $"by {sort.ToString().ToLowerInvariant()}{(descending ? ", largest first" : "")}",
            summary,
            LeadOf(summary),
            await Queries.ViewsAsync(cancellationToken),
            await Overviews.MenuAsync(cancellationToken),
            View?.Groups ?? await GroupsAsync(cancellationToken));
    }

    private static string LeadOf(ImageListSummary summary)
    {
        var matches = summary.Images == summary.OfImages
            ? $"{Display.Count(summary.Images, "image")}."
            : $"{Display.Count(summary.Images)} of {Display.Count(summary.OfImages, "image")} {(summary.Images == 1 ? "matches" : "match")}.";
        return summary.PointsLost == 0
            ? matches
            : $"{matches} {(summary.Images == 1 ? "It loses" : "Together they lose")} {Display.Count(summary.PointsLost / 100)} points; {Display.Percent((int)(summary.InWorstFour * 10_000 / summary.PointsLost))} of that is in 4 criteria.";
    }

    private async Task<IReadOnlyList<FilterGroup>> GroupsAsync(CancellationToken cancellationToken)
    {
        var teams = await Overviews.TeamsAsync(1, cancellationToken);
        return
        [
            new(ImageFilterQuery.Grade, "grade", [.. new[] { Grade.A, Grade.B, Grade.C, Grade.D, Grade.F }.Select(g => new FilterOption(g.ToString(), g.ToString())), new("None", "no letter")]),
            new(ImageFilterQuery.Severity, "severity", [.. Enum.GetValues<Severity>().OrderDescending().Select(s => new FilterOption(Lower(s), Lower(s)))]),
            new(ImageFilterQuery.Criterion, "criterion", [.. Criterion.All.Select(c => new FilterOption(c.Id, c.Id))]),
            new(
                ImageFilterQuery.Team,
                "team",
                [.. teams.Where(t => t.Slug is not null).OrderByDescending(t => t.Images).Take(MostTeamsInMenu).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase).Select(t => new FilterOption(t.Slug ?? "", t.Name, t.Images))],
                teams.Count > MostTeamsInMenu ? new FilterOption(HubUrls.Teams, $"All {Display.Count(teams.Count(t => t.Slug is not null), "team")}") : null),
            new(ImageFilterQuery.Rule, "rule", []),
            new(ImageFilterQuery.Base, "base", []),
            new(ImageFilterQuery.StandsOn, "stands on", []),
            new(ImageFilterQuery.Repository, "repository", []),
            new(ImageFilterQuery.Drift, "drift", []) { IsSwitch = true },
            new(ImageFilterQuery.Unowned, "unowned", []) { IsSwitch = true },
            new(ImageFilterQuery.Scope, "scope", []),
        ];
    }

    private static string Lower(Severity severity)
    {
        return severity.ToString().ToLowerInvariant();
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Number">The page's number, from 1.</param>
    public sealed record Data(
        PageOf<ImageRow> Page, int Number, string Order, ImageListSummary Summary, string Lead, ImageViewCounts Counts, MenuCounts Menu, IReadOnlyList<FilterGroup> Groups);
}
