using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Everything a fix or a preview of a policy needs of one Image. The Dockerfile's text in it is clear: mask what is shown.</summary>
/// <param name="Repository">Git repository's name; null without a Dockerfile.</param>
/// <param name="WebUrl">The Git repository's page, or null.</param>
/// <param name="Waived">Fingerprints of the findings that the register waives.</param>
public sealed record ImageSubject(long ImageId, string Image, GradingSubject Subject, Policy Policy, IReadOnlySet<string> Waived, string? Repository, string? WebUrl, string? Commit);

/// <summary>Reads one Image's facts as the grader sees them.</summary>
public sealed class SubjectReader(IDbContextFactory<HubDbContext> contexts, TextVault vault, ShippedReader shipped, PolicyStore policies, TimeProvider clock)
{
    /// <summary>Null when there is no such Image, or neither its Dockerfile nor its manifest is stored.</summary>
    public async Task<ImageSubject?> FindAsync(long imageId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tags = await GradedTags.LoadAsync(context, cancellationToken);
        var work = (await GradeWorkReader.ReadAsync(context, tags, imageId, cancellationToken)).FirstOrDefault();
        if (work is null)
        {
            return null;
        }

        var texts = new DeclaredTexts(vault);
        var declared = await DeclaredAsync(context, texts, work.Declared, cancellationToken);
        var image = work.Shipped is { } tag ? shipped.Read(context, tag.Registry, tag.Repository, tag.Tag, tag.Digest).Image : null;
        if (declared is null && image is null)
        {
            return null;
        }

        var around = await Surroundings.LoadAsync(context, shipped, tags, [work], clock.GetUtcNow().UtcDateTime, cancellationToken);
        var repository = work.Declared is null ? null : await context.Repositories.AsNoTracking().FirstOrDefaultAsync(r => r.Id == work.Declared.RepositoryId, cancellationToken);
        var waived = await context.FindingIntervals.Where(f => f.ImageId == imageId && f.To == null && f.Status == FindingStatus.Waived).Select(f => f.Fingerprint).ToListAsync(cancellationToken);
        return new ImageSubject(
            imageId, work.Name, around.SubjectOf(work, declared, image) with { Day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) }, await policies.CurrentAsync(cancellationToken),
            waived.ToHashSet(StringComparer.Ordinal), repository?.Name, repository?.WebUrl, work.Declared?.Commit ?? repository?.HeadCommit);
    }

    private static async Task<BuildTargetFacts?> DeclaredAsync(HubDbContext context, DeclaredTexts texts, DeclaredRef? reference, CancellationToken cancellationToken)
    {
        if (reference is null)
        {
            return null;
        }

        var file = (await texts.ReadAsync(context, [reference.BlobSha], cancellationToken)).GetValueOrDefault(reference.BlobSha);
        Dockerignore? ignore = null;
        if (reference.IgnoreSha is not null)
        {
            ignore = (await texts.ReadIgnoresAsync(context, [reference.IgnoreSha], cancellationToken)).GetValueOrDefault(reference.IgnoreSha);
        }

        return file is null ? null : new BuildTargetFacts(reference.Path, file, reference.Target, reference.BlobSha, ignore)
        {
            ShellCheck = (await texts.ReadShellChecksAsync(context, [reference.BlobSha], cancellationToken)).GetValueOrDefault(reference.BlobSha),
        };
    }
}
