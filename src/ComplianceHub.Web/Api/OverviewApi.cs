using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web.Api;

/// <summary><c>/api/v1/overview</c> and <c>/api/v1/teams</c>.</summary>
public static class OverviewApi
{
    public static RouteGroupBuilder MapOverviewApi(this RouteGroupBuilder api)
    {
        api.MapGet("/overview", async (OverviewQueries overview, CancellationToken cancellationToken) =>
            {
                var (organisation, ledger) = await overview.GetWithLedgerAsync(null, cancellationToken);
                return new OverviewAnswer(organisation, await overview.CriteriaAsync(null, cancellationToken), ledger);
            })
            .WithName("GetOverview")
            .WithSummary("The organisation's score, its criteria and why it moved in 30 days. Scores and points are basis points.");
        api.MapGet("/teams", (OverviewQueries overview, CancellationToken cancellationToken) => overview.TeamsAsync(12, cancellationToken))
            .WithName("ListTeams")
            .WithSummary("Teams by name with score, distance to target and twelve weekly points; the unowned pool last.");
        return api;
    }

    /// <summary>What <c>/api/v1/overview</c> answers.</summary>
    public sealed record OverviewAnswer(Overview Organisation, IReadOnlyList<CriterionSummary> Criteria, Ledger? Ledger);
}
