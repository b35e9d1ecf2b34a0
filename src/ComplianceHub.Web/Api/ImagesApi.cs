using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ComplianceHub.Web.Api;

/// <summary><c>/api/v1/images</c> and <c>/api/v1/images/{id}</c>.</summary>
public static class ImagesApi
{
    private const int MostRows = 500;

    public static RouteGroupBuilder MapImagesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/images", List)
            .WithName("ListImages")
            .WithSummary("Images with the filters of the screen: q, grade, team, unowned, criterion, rule, base, severity, drift, repository, scope.");
        api.MapGet("/images/{id:long}", Get).WithName("GetImage").WithSummary("Everything known of one image: score with its explanation, findings, evidence, history.");
        api.MapGet("/images/{id:long}/ledger", GetLedger)
            .WithName("GetImageLedger")
            .WithSummary("Why one image's score moved over the last days (1 to 730, 30 by default): five causes whose exact parts sum to the change. Basis points.");
        return api;
    }

    private static async Task<Results<Ok<Ledger>, NotFound, ValidationProblem>> GetLedger(long id, OverviewQueries overview, CancellationToken cancellationToken, int days = 30)
    {
        return days is < 1 or > OverviewApi.MostDays ? OverviewApi.WrongDays()
            : await overview.ImageLedgerAsync(id, days, cancellationToken) is { } ledger ? TypedResults.Ok(ledger) : TypedResults.NotFound();
    }

    /// <param name="sort">name, score, change, coverage, base, team, findings or graded; a leading minus reverses.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">1 to 500.</param>
    private static async Task<Results<Ok<PageOf<ImageRow>>, ValidationProblem>> List(
        HttpRequest request, ImageQueries images, CancellationToken cancellationToken, string sort = "name", int page = 1, int size = 50)
    {
        var problems = new Dictionary<string, string[]>();
        if (!Enum.TryParse<ImageSort>(sort.TrimStart('-'), true, out var order) || !Enum.IsDefined(order))
        {
            problems["sort"] = [$"One of {string.Join(", ", Enum.GetNames<ImageSort>().Select(n => n.ToLowerInvariant()))}, with a leading minus to reverse."];
        }

        if (page < 1)
        {
            problems["page"] = ["From 1."];
        }

        if (size is < 1 or > MostRows)
        {
            problems["size"] = [$"1 to {MostRows}."];
        }

        return problems.Count > 0
            ? TypedResults.ValidationProblem(problems)
            : TypedResults.Ok(await images.PageAsync(ImageFilterQuery.Read(request.Query), order, sort.StartsWith('-'), page - 1, size, cancellationToken));
    }

    private static async Task<Results<Ok<ImageDetail>, NotFound>> Get(long id, ImageQueries images, CancellationToken cancellationToken)
    {
        return await images.GetAsync(id, cancellationToken) is { } image ? TypedResults.Ok(image) : TypedResults.NotFound();
    }
}
