using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ComplianceHub.Web.Api;

/// <summary><c>/api/v1/waivers</c> (JSON), <c>/api/v1/waivers/{id}</c> and <c>/api/v1/waivers.csv</c>.</summary>
public static class WaiversApi
{
    private const int MostRows = 500;

    /// <summary>The columns of the register's export: their order stands, and new ones come last.</summary>
    private static readonly CsvTable<(WaiverListRow Row, DateTime AsOf)> s_csv = new(
    [
        ("schema_version", _ => CsvCell.Number(1)), ("as_of_utc", r => CsvCell.Time(r.AsOf)), ("waiver_id", r => CsvCell.Text(r.Row.Name)), ("state", r => CsvCell.Text(WaiverWords.Of(r.Row.State))),
        ("scope", r => CsvCell.Text(r.Row.Scope.ToString().ToLowerInvariant())), ("rule_id", r => CsvCell.Text(r.Row.Rule)), ("rule_title", r => CsvCell.Text(r.Row.RuleTitle)),
        ("severity", r => CsvCell.Text(ScoreText.Of(r.Row.Severity))), ("subject", r => CsvCell.Text(r.Row.Subject)), ("team", r => CsvCell.Text(r.Row.TeamSlug)),
        ("findings", r => CsvCell.Number(r.Row.Findings)), ("images", r => CsvCell.Number(r.Row.Images)), ("reason", r => CsvCell.Text(WaiverWords.Of(r.Row.Reason))), ("text", r => CsvCell.Text(r.Row.Text)),
        ("owner", r => CsvCell.Text(r.Row.Owner)), ("requester", r => CsvCell.Text(r.Row.Requester)), ("requested_utc", r => CsvCell.Time(r.Row.RequestedAt)),
        ("decided_by", r => CsvCell.Text(r.Row.Decider)), ("decided_utc", r => CsvCell.Time(r.Row.DecidedAt)), ("decision_note", r => CsvCell.Text(r.Row.DecisionNote)),
        ("last_day", r => CsvCell.Date(r.Row.LastDay)), ("expires_utc", r => CsvCell.Time(r.Row.ExpiresAt)), ("revoked_by", r => CsvCell.Text(r.Row.RevokedBy)), ("revoked_utc", r => CsvCell.Time(r.Row.RevokedAt)),
    ]);

    public static RouteGroupBuilder MapWaiversApi(this RouteGroupBuilder api)
    {
        api.MapGet("/waivers", List)
            .WithName("ListWaivers")
            .WithSummary("The register of waivers with the filters of the screen: q, state, soon, rule, scope, reason, severity, team, image.");
        api.MapGet("/waivers/{id:int}", Get).WithName("GetWaiver").WithSummary("One waiver with what it waives and everything that was done to it.");
        api.MapGet("/waivers.csv", WriteCsvAsync)
            .WithName("ExportWaivers")
            .WithSummary("The register as CSV (RFC 4180, UTF-8, CRLF). safe=false leaves out the guard against formulas. Trailers X-Row-Count and X-Content-SHA256 verify the download.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        return api;
    }

    /// <param name="page">From 1.</param>
    /// <param name="size">1 to 500.</param>
    private static async Task<Results<Ok<PageOf<WaiverListRow>>, ValidationProblem>> List(
        HttpRequest request, WaiverQueries waivers, CancellationToken cancellationToken, int page = 1, int size = 100)
    {
        return page < 1 || size is < 1 or > MostRows
            ? TypedResults.ValidationProblem(new Dictionary<string, string[]> { [page < 1 ? "page" : "size"] = [page < 1 ? "From 1." : $"1 to {MostRows}."] })
            : TypedResults.Ok(await waivers.PageAsync(WaiverFilterQuery.Read(request.Query), page - 1, size, cancellationToken));
    }

    private static async Task<Results<Ok<WaiverDetail>, NotFound>> Get(int id, WaiverQueries waivers, CancellationToken cancellationToken)
    {
        return await waivers.GetAsync(id, cancellationToken) is { } waiver ? TypedResults.Ok(waiver) : TypedResults.NotFound();
    }

    private static Task WriteCsvAsync(HttpContext context, WaiverQueries waivers, TimeProvider clock, CancellationToken cancellationToken, bool safe = true)
    {
        var asOf = clock.GetUtcNow().UtcDateTime;
        var rows = waivers.StreamAsync(WaiverFilterQuery.Read(context.Request.Query), cancellationToken).Select(r => (r, asOf));
        return CsvDownload.WriteAsync(context, s_csv, "waivers", asOf, rows, safe, cancellationToken);
    }
}
