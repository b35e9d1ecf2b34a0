using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using MatrixRow = ComplianceHub.Web.Components.Controls.MatrixRow;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>All teams: where they stand, who moved most, and what each loses where.</summary>
public sealed partial class Teams
{
    private const int PageSize = 25;
    private const int MostChips = 12;
    private const int Weeks = 12;
    private const int Days = 30;

    private const string Explained = "Ranked by how much debt a team burned in 30 days, over the images it had at both ends: padding with clean images changes nothing, and small teams are drawn to the mean.";

    [Inject]
    private TeamQueries Queries { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    private IEnumerable<(string Title, IReadOnlyList<LeagueRow> Rows)> Bands => View is null
        ? []
        : new[] { (LeagueBand.AtTarget, "At target"), (LeagueBand.OnTheWay, "On the way"), (LeagueBand.Starting, "Starting"), (LeagueBand.Holding, "Holding: no debt left") }
            .Select(b => (b.Item2, (IReadOnlyList<LeagueRow>)[.. View.League.Rows.Where(r => r.Band == b.Item1)]))
            .Where(b => b.Item2.Count > 0);

    private IReadOnlyList<MatrixColumn> Columns => View is null
        ? []
        : [.. View.Criteria.Select(c => new MatrixColumn(c.Criterion.Id, c.Budget, HubUrls.Images(("criterion", c.Criterion.Id))))];

    private IReadOnlyList<MatrixRow> Rows => View is null
        ? []
        : [.. View.Shown.Select(team => new MatrixRow(
            team.Name,
            team.Slug is null ? HubUrls.Images(("unowned", "1")) : HubUrls.Team(team.Slug),
            team.Score.Value,
            team.Letter,
            Held: false,
            [.. View.Criteria.Select(c => (int?)View.Losses.GetValueOrDefault((team.TeamId ?? 0, c.Criterion.Id)))]))];

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var address = UrlQuery.Of(Navigation);
        var text = address.Values("q").FirstOrDefault()?.Trim() ?? "";
        var number = int.TryParse(address.Values("page").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;
        var sort = address.Values("sort").FirstOrDefault() ?? "name";
        var all = await Overviews.TeamsAsync(Weeks, cancellationToken);
        var matching = Sorted(all.Where(t => text.Length == 0 || t.Name.Contains(text, StringComparison.OrdinalIgnoreCase)), sort).ToList();
        var league = await Queries.LeagueAsync(Days, cancellationToken);
        return new Data(
            league.MostImproved is { } best ? $"{best.Name} improved most" : "Teams",
            await Overviews.GetAsync(null, cancellationToken),
            league,
            all.Count,
            matching.Count,
            [.. matching.Skip((number - 1) * PageSize).Take(PageSize)],
            number,
            $"by {NameOf(sort.TrimStart('-'))}",
            text.Length > 0,
            await Overviews.CriteriaAsync(null, cancellationToken),
            await Queries.LossesAsync(cancellationToken));
    }

    // The pool of unowned images comes last, whichever way the list runs; so does a team without a number.
    private static IOrderedEnumerable<TeamSummary> Sorted(IEnumerable<TeamSummary> teams, string sort)
    {
        var first = teams.OrderBy(t => t.TeamId is null);
        var descending = sort.StartsWith('-');
        var sorted = sort.TrimStart('-') switch
        {
            "score" => By(t => t.Score.Value),
            "togo" => By(t => t.ToGo),
            "change" => By(t => t.Change30),
            _ => descending ? first.ThenByDescending(t => t.Name, StringComparer.OrdinalIgnoreCase) : first,
        };
        return sorted.ThenBy(t => t.Name, StringComparer.OrdinalIgnoreCase);

        IOrderedEnumerable<TeamSummary> By(Func<TeamSummary, int?> key)
        {
            var known = first.ThenBy(t => key(t) is null);
            return descending ? known.ThenByDescending(key) : known.ThenBy(key);
        }
    }

    private static string NameOf(string sort)
    {
        return sort switch { "score" => "score", "togo" => "distance to target", "change" => "change", _ => "name" };
    }

    /// <summary>What the page shows.</summary>
    /// <param name="All">Teams, the unowned pool included.</param>
    /// <param name="Losses">Mean points lost by team (0 is the unowned pool) and criterion.</param>
    public sealed record Data(
        string Title, Overview Overview, League League, int All, int Matching, IReadOnlyList<TeamSummary> Shown, int Number, string Order, bool HasText,
        IReadOnlyList<CriterionSummary> Criteria, IReadOnlyDictionary<(int TeamId, string Criterion), int> Losses);
}
