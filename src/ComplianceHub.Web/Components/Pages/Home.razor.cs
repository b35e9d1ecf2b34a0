using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;
using Ledger = ComplianceHub.Storage.Queries.Ledger;
using TrendRange = ComplianceHub.Web.Components.Controls.TrendRange;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>The organisation: how it stands, why it moved, which teams are off target.</summary>
public sealed partial class Home
{
    private const int ShownTeams = 5;
    private const int ShownChanges = 10;
    private const int Weeks = 12;
    private const int Month = 30;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    [Inject]
    private TrendQueries Trends { get; set; } = null!;

    [Inject]
    private FindingQueries Findings { get; set; } = null!;

    [Inject]
    private SourceQueries SourceList { get; set; } = null!;

    [Inject]
    private PolicyStore Policies { get; set; } = null!;

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(Now);
        var (overview, ledger) = await Overviews.GetWithLedgerAsync(null, cancellationToken);
        var teams = await Overviews.TeamsAsync(Weeks, cancellationToken);
        var year = TrendPanel.Of(
            await Trends.OrganisationAsync(new(today.AddYears(-1), today, TrendStep.Week), cancellationToken), "The organisation's score over one year");
        var month = TrendPanel.Of(
            await Trends.OrganisationAsync(new(today.AddDays(-Month), today, TrendStep.Day), cancellationToken), "The organisation's score over 30 days");
        return new Data(
            overview,
            Headlines.Of(overview, ledger, teams),
            [.. teams.Where(t => t.TeamId is not null && t.ToGo > 0).OrderByDescending(t => t.ToGo).Take(ShownTeams)],
            await Overviews.CriteriaAsync(null, cancellationToken),
            await Overviews.RecentChangesAsync(null, ShownChanges, cancellationToken),
            ledger,
            year,
            month,
            TrendRange.Of([.. year.Points, .. month.Points]),
            await Findings.CountAsync(new ImageFilter(), cancellationToken),
            overview.Images == 0 ? await SourceList.ListAsync(cancellationToken) : [],
            await Policies.CurrentAsync(cancellationToken));
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Rows">Rows of the export.</param>
    /// <param name="Sources">Only while there is no image.</param>
    public sealed record Data(
        Overview Overview, (string Title, string? Lead) Headline, IReadOnlyList<TeamSummary> OffTarget, IReadOnlyList<CriterionSummary> Criteria,
        IReadOnlyList<GradeChange> Changes, Ledger? Ledger, TrendPanel Year, TrendPanel Month, TrendRange Range, int Rows,
        IReadOnlyList<SourceRow> Sources, Policy Policy);
}
