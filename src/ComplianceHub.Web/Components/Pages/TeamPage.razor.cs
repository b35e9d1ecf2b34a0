using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using MatrixRow = ComplianceHub.Web.Components.Controls.MatrixRow;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>One team: how far from its target, why it moved, what to do first, what each of its images loses.</summary>
public sealed partial class TeamPage
{
    private const int ShownChanges = 8;
    private const int ShownBundles = 5;
    private const int ShownImages = 25;

    [Parameter]
    public string Slug { get; set; } = "";

    [Inject]
    private TeamQueries Queries { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    [Inject]
    private TrendQueries Trends { get; set; } = null!;

    [Inject]
    private FindingQueries Findings { get; set; } = null!;

    private IReadOnlyList<MatrixColumn> Columns => View is null
        ? []
        : [.. View.Criteria.Select(c => new MatrixColumn(c.Criterion.Id, c.Budget, HubUrls.Images(("criterion", c.Criterion.Id), ("team", Slug))))];

    private IReadOnlyList<MatrixRow> Rows => View is null
        ? []
        : [.. View.Matrix.Rows.Select(r => new MatrixRow(
            r.Image, HubUrls.Image(r.ImageId), r.Score, r.Letter, r.Held, [.. View.Criteria.Select(c => r.Lost.TryGetValue(c.Criterion.Id, out var lost) ? lost : 0)]))];

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        if (await Queries.GetAsync(Slug, cancellationToken) is not { } team)
        {
            return Data.Unknown;
        }

        var today = DateOnly.FromDateTime(Now);
        var scope = new TeamScope(team.TeamId);
        return new Data(
            team,
            await Overviews.CriteriaAsync(scope, cancellationToken),
            await Overviews.RecentChangesAsync(scope, ShownChanges, cancellationToken),
            await Queries.BundlesAsync(scope, null, ShownBundles, cancellationToken),
            await Queries.MatrixAsync(team.TeamId, 0, ShownImages, cancellationToken),
            TrendPanel.Of(
                await Trends.TeamAsync(team.TeamId, new(today.AddYears(-1), today, TrendStep.Week), cancellationToken), $"{team.Name}'s score over one year"),
            await Findings.CountAsync(new ImageFilter { TeamSlug = Slug }, cancellationToken));
    }

    private static string Lead(TeamDetail team)
    {
        return $"{Display.Count(team.Overview.Images, "image")}. {Display.Count(team.Overview.Findings.All, "open finding")}, {Display.Count(team.Overview.Findings.Critical)} critical.";
    }

    private static string Burned(double movement)
    {
        var share = Display.Percent((int)Math.Abs(movement * 10_000));
        return movement switch { > 0 => $"It burned {share} of its debt", < 0 => $"Its debt grew by {share}", _ => "Its debt stands still" };
    }

    private static string BandName(LeagueBand band)
    {
        return band switch
        {
            LeagueBand.AtTarget => "at target",
            LeagueBand.OnTheWay => "on the way",
            LeagueBand.Holding => "holding",
            _ => "starting",
        };
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Team">Null when there is none of that name.</param>
    /// <param name="Rows">Rows of the export.</param>
    public sealed record Data(
        TeamDetail? Team, IReadOnlyList<CriterionSummary> Criteria, IReadOnlyList<GradeChange> Changes, IReadOnlyList<FixBundle> Bundles,
        PageOf<ComplianceHub.Storage.Queries.MatrixRow> Matrix, TrendPanel Year, int Rows)
    {
        public static Data Unknown { get; } = new(null, [], [], [], new([], 0), TrendPanel.Empty, 0);
    }
}
