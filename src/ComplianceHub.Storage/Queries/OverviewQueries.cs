using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>What the home page shows: the organisation now, its teams, its criteria and why it moved.</summary>
public sealed class OverviewQueries(IDbContextFactory<HubDbContext> contexts, PolicyStore policies, TimeProvider clock)
{
    /// <summary>The organisation, or one team.</summary>
    public Task<Overview> GetAsync(int? teamId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Numbers beside the menu and the as-of note of every page.</summary>
    public Task<MenuCounts> MenuAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>All teams with Images, by name; the unowned pool last.</summary>
    /// <param name="weeks">How many weekly points.</param>
    public Task<IReadOnlyList<TeamSummary>> TeamsAsync(int weeks, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>All criteria in the order of the checklist.</summary>
    public Task<IReadOnlyList<CriterionSummary>> CriteriaAsync(int? teamId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The newest changes of grades, newest first.</summary>
    public Task<IReadOnlyList<GradeChange>> RecentChangesAsync(int? teamId, int take, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Why the organisation's (or a team's) mean moved over the last days; null when nothing was counted at either end.</summary>
    public Task<Ledger?> LedgerAsync(int? teamId, int days, CancellationToken cancellationToken) => throw new NotImplementedException();
}
