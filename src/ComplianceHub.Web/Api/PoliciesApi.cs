using System.Globalization;
using System.Text;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ComplianceHub.Web.Api;

/// <summary><c>/api/v1/policies</c>: versions, each as the file that <c>compliancehub check --policy</c> takes, and what a draft would do.</summary>
public static class PoliciesApi
{
    private static readonly CsvTable<PreviewedImage> s_preview = new(
    [
        ("image_id", r => CsvCell.Number(r.ImageId)), ("image", r => CsvCell.Text(r.Image)), ("score", r => CsvCell.Percent(r.Before)), ("grade", r => CsvCell.Text(Letter(r.LetterBefore))),
        ("score_after", r => CsvCell.Percent(r.After)), ("grade_after", r => CsvCell.Text(Letter(r.LetterAfter))), ("because", r => CsvCell.Text(r.Because)), ("because_points", r => CsvCell.Percent(r.BecausePoints)),
    ]);

    public static RouteGroupBuilder MapPoliciesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/policies", async (PolicyStore policies, CancellationToken cancellationToken) => (await policies.VersionsAsync(cancellationToken))
                .Select(v => new VersionAnswer(v.Version, v.Author, v.Note, v.PublishedAt, v.EnforcedAt)))
            .WithName("ListPolicies")
            .WithSummary("Published versions, newest first. In force is the newest whose enforcedAt has come.");
        api.MapGet("/policies/{version:int}.json", async Task<Results<ContentHttpResult, NotFound>> (int version, PolicyStore policies, CancellationToken cancellationToken) =>
                Json(await policies.FindAsync(version, cancellationToken)))
            .WithName("GetPolicy")
            .WithSummary("A version as the command line's check --policy takes it.");
        api.MapGet("/policies/current.json", async Task<Results<ContentHttpResult, NotFound>> (PolicyStore policies, CancellationToken cancellationToken) =>
                Json(await policies.CurrentAsync(cancellationToken)))
            .WithName("GetCurrentPolicy")
            .WithSummary("The version in force, likewise.");
        api.MapGet("/policies/schema.json", () => TypedResults.Text(PolicySchema.Text(), "application/schema+json", Encoding.UTF8)).WithName("GetPolicySchema").WithSummary("The JSON Schema of a written policy.");
        api.MapGet("/policies/drafts/{id:int}/preview.csv", PreviewAsync)
            .WithName("ExportPolicyPreview")
            .WithSummary("Every image now and under a draft, as CSV.")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        return api;
    }

    private static Results<ContentHttpResult, NotFound> Json(Policy? policy)
    {
        return policy is null ? TypedResults.NotFound() : TypedResults.Text(PolicyJson.Write(policy), "application/json", Encoding.UTF8);
    }

    private static async Task PreviewAsync(
        int id, HttpContext context, PolicyStore policies, PolicyPreviewer previewer, TimeProvider clock, CancellationToken cancellationToken, bool safe = true)
    {
        if (await policies.FindDraftAsync(id, cancellationToken) is not { Policy: var draft })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var preview = await previewer.PreviewAsync(draft, null, cancellationToken);
        await CsvDownload.WriteAsync(
            context, s_preview, string.Create(CultureInfo.InvariantCulture, $"policy-draft-{id}"), clock.GetUtcNow().UtcDateTime, preview.Images.ToAsyncEnumerable(), safe, cancellationToken);
    }

    private static string? Letter(Grade grade)
    {
        return grade == Grade.None ? null : grade.ToString();
    }

    /// <summary>A published version without its text.</summary>
    public sealed record VersionAnswer(int Version, string Author, string? Note, DateTime PublishedAt, DateTime EnforcedAt);
}
