using ComplianceHub.Grading.Reports;
using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ComplianceHub.Web.Api;

/// <summary><c>/api/v1/findings</c> (JSON, keyset pages) and <c>/api/v1/findings.csv</c> (streamed in constant memory).</summary>
public static class FindingsApi
{
    private const int MostRows = 1000;

    public static RouteGroupBuilder MapFindingsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/findings", List)
            .WithName("ListFindings")
            .WithSummary("Open findings in the order of their ids; hand `next` back as `after` for the next page. Takes the filters of the Images screen.");
        api.MapGet("/findings.csv", WriteCsvAsync)
            .WithName("ExportFindings")
            .WithSummary("Open findings as CSV (RFC 4180, UTF-8, CRLF). safe=false leaves out the guard against formulas. Trailers X-Row-Count and X-Content-SHA256 verify the download.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        return api;
    }

    private static async Task<Results<Ok<FindingPage>, ValidationProblem>> List(
        HttpRequest request, FindingQueries findings, CancellationToken cancellationToken, long? after = null, int size = 100)
    {
        return size is < 1 or > MostRows
            ? TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["size"] = [$"1 to {MostRows}."] })
            : TypedResults.Ok(await findings.PageAsync(ImageFilterQuery.Read(request.Query), after, size, cancellationToken));
    }

    private static Task WriteCsvAsync(HttpContext context, FindingQueries findings, TimeProvider clock, CancellationToken cancellationToken, bool safe = true)
    {
        var asOf = clock.GetUtcNow().UtcDateTime;
        var rows = findings.StreamAsync(ImageFilterQuery.Read(context.Request.Query), cancellationToken).Select(row => ToReport(row, asOf, context.Request));
        return CsvDownload.WriteAsync(context, FindingCsv.Table, "findings", asOf, rows, safe, cancellationToken);
    }

    private static ComplianceHub.Grading.Reports.FindingRow ToReport(ExportRow row, DateTime asOf, HttpRequest request)
    {
        return new ComplianceHub.Grading.Reports.FindingRow
        {
            AsOfUtc = asOf,
            FindingId = row.FindingId,
            Fingerprint = row.Fingerprint,
            Status = row.Status.ToString().ToLowerInvariant(),
            Severity = row.Severity.ToString().ToLowerInvariant(),
            RuleId = row.Rule,
            RuleTitle = row.RuleTitle,
            Criterion = row.Criterion,
            Points = row.Points,
            RawPoints = row.RawPoints,
            GainIfFixed = row.Gain,
            Image = row.Image,
            ImageRepository = row.ImageRepository,
            Registry = row.Registry,
            Tag = row.Tag,
            Digest = row.Digest,
            Platform = row.Platforms,
            GitRepository = row.GitRepository,
            Branch = row.Branch,
            Commit = row.Commit,
            File = row.File,
            Line = row.Line,
            BaseImage = row.BaseImage,
            BaseDigest = row.BaseDigest,
            OwnerTeam = row.OwnerTeam,
            OwnerSource = row.OwnerSource,
            FirstSeenUtc = row.FirstSeen,
            LastSeenUtc = row.LastSeen,
            AgeDays = row.AgeDays,
            WaiverId = row.Waiver?.Id,
            WaiverReason = row.Waiver?.Reason,
            WaiverApprover = row.Waiver?.Approver,
            WaiverExpiresUtc = row.Waiver?.EndsAt,
            Score = row.Score,
            RawScore = row.RawScore,
            Grade = row.Letter == ComplianceHub.Grading.Scoring.Grade.None ? null : row.Letter.ToString(),
            Coverage = row.Coverage,
            PolicyVersion = row.PolicyVersion,
            FormulaVersion = row.FormulaVersion,
            Evidence = row.Evidence.ToString().ToLowerInvariant().Replace(", ", "|", StringComparison.Ordinal),
            Remediation = row.Remediation ?? row.Message,
            Url = $"{request.Scheme}://{request.Host}{HubUrls.Image(row.ImageId)}",
        };
    }
}
