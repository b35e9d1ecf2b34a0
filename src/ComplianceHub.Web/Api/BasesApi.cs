using ComplianceHub.Grading.Reports;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web.Api;

/// <summary><c>/api/v1/bases</c> and <c>/api/v1/bases.csv</c>.</summary>
public static class BasesApi
{
    private static readonly CsvTable<BaseImageRow> s_table = new(
    [
        ("base", r => CsvCell.Text(r.Reference)), ("repository", r => CsvCell.Text(r.Repository)), ("tag", r => CsvCell.Text(r.Tag)), ("system", r => CsvCell.Text(r.System)),
        ("images", r => CsvCell.Number(r.Shipped)), ("images_through_own_bases", r => CsvCell.Number(r.Carried - r.Shipped)), ("images_building", r => CsvCell.Number(r.Building)),
        ("digests_in_use", r => CsvCell.Number(r.Digests)), ("images_behind", r => CsvCell.Number(r.Behind)), ("built_utc", r => CsvCell.Time(r.BuiltAt)),
        ("end_of_life", r => CsvCell.Date(r.Lifetime?.EndsOn)), ("end_of_life_of", r => CsvCell.Text(r.Lifetime is { } l ? $"{l.Product} {l.Cycle}" : null)),
        ("end_of_life_source", r => CsvCell.Text(r.Lifetime?.Source)), ("built_on", r => CsvCell.Text(r.Upstream?.Reference)), ("origin", r => CsvCell.Text(r.Origin?.Origin.ToString())),
        ("owner_team", r => CsvCell.Text(r.Own?.TeamSlug)), ("grade", r => CsvCell.Text(r.Own is { Letter: not Grading.Scoring.Grade.None } own ? own.Letter.ToString() : null)),
    ]);

    public static RouteGroupBuilder MapBasesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/bases", async (HttpRequest request, BaseQueries bases, TimeProvider clock, CancellationToken cancellationToken) =>
                await ReadAsync(request, bases, clock, cancellationToken))
            .WithName("ListBases").WithSummary("Base images with the filters of the screen: q, end-of-life, registry, behind; sort.");
        api.MapGet("/bases.csv", WriteCsvAsync)
            .WithName("ExportBases").WithSummary("The same as CSV. Trailers X-Row-Count and X-Content-SHA256 verify the download.").Produces<string>(StatusCodes.Status200OK, "text/csv");
        return api;
    }

    private static async Task WriteCsvAsync(HttpContext context, BaseQueries bases, TimeProvider clock, CancellationToken cancellationToken, bool safe = true)
    {
        var rows = await ReadAsync(context.Request, bases, clock, cancellationToken);
        await CsvDownload.WriteAsync(context, s_table, "bases", clock.GetUtcNow().UtcDateTime, rows.ToAsyncEnumerable(), safe, cancellationToken);
    }

    private static async Task<IReadOnlyList<BaseImageRow>> ReadAsync(HttpRequest request, BaseQueries bases, TimeProvider clock, CancellationToken cancellationToken)
    {
        return BaseFilterQuery.Apply(
            (await bases.ReadAsync(cancellationToken)).Rows,
            key => request.Query.TryGetValue(key, out var found) ? found.OfType<string>() : [],
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }
}
