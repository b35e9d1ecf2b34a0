using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ComplianceHub.Web.Api;

/// <summary><c>/api/v1/overview</c> and <c>/api/v1/teams</c>.</summary>
public static class OverviewApi
{
    internal const int MostDays = 730;

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
        api.MapGet("/ledger", (OverviewQueries overview, TeamQueries teams, CancellationToken cancellationToken, string? team = null, int days = 30) =>
                LedgerAsync(overview, teams, team, days, cancellationToken))
            .WithName("GetLedger")
            .WithSummary("Why the score of the organisation, or of ?team=SLUG, moved over the last days (1 to 730, 30 by default): five causes whose exact parts sum to the change. Basis points.");
        return api;
    }

    internal static ValidationProblem WrongDays()
    {
        return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["days"] = [$"1 to {MostDays}."] });
    }

    private static async Task<Results<Ok<Ledger>, NotFound, ValidationProblem>> LedgerAsync(
        OverviewQueries overview, TeamQueries teams, string? slug, int days, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MostDays)
        {
            return WrongDays();
        }

        var team = slug is null ? null : await teams.FindAsync(slug, cancellationToken);
        if (slug is not null && team is null)
        {
            return TypedResults.NotFound();
        }

        return await overview.LedgerAsync(team is { } id ? new TeamScope(id) : null, days, cancellationToken) is { } ledger ? TypedResults.Ok(ledger) : TypedResults.NotFound();
    }

    /// <summary>What <c>/api/v1/overview</c> answers.</summary>
    public sealed record OverviewAnswer(Overview Organisation, IReadOnlyList<CriterionSummary> Criteria, Ledger? Ledger);
}
