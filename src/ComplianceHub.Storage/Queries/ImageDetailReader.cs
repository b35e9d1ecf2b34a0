using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Puts the page of one Image together.</summary>
internal sealed class ImageDetailReader(HubDbContext context, MaskingReader texts, ShippedReader shipped)
{
    private const int MostTags = 200;
    private const int DeepestMerge = 10;

    public async Task<ImageDetail?> ReadAsync(long imageId, CancellationToken cancellationToken)
    {
        var image = await FindAsync(imageId, cancellationToken);
        if (image is null)
        {
            return null;
        }

        var source = image.BuildTarget?.Source;
        var grades = await context.GradeIntervals.AsNoTracking().Where(g => g.ImageId == image.Id).OrderByDescending(g => g.From).ToListAsync(cancellationToken);
        var current = grades.FirstOrDefault(g => g.To is null);
        var links = await context.ImageLinks.AsNoTracking().Include(l => l.ImageRepository).Where(l => l.ImageId == image.Id).OrderBy(l => l.ImageRepositoryId).ToListAsync(cancellationToken);
        return new ImageDetail(
            image.Id, image.Name, image.TeamId, image.Team?.Slug, image.Team?.Name, image.OwnerSource, image.OwnerEvidence, image.Scope, image.ScopeReason,
            current is null || image.Score is null ? null : ScoreOf(image, current),
            current is null ? [] : Explanation.Read(current.Explanation),
            await FindingsAsync(image.Id, cancellationToken),
            source is null ? null : await DockerfileAsync(image, source, cancellationToken),
            await ShippedAsync(image, [.. links.Select(l => l.ImageRepositoryId)], cancellationToken),
            await BasesAsync(image.Id, cancellationToken),
            [.. links.Select(l => new LinkRow(
                l.ImageRepositoryId, l.ImageRepository?.Registry ?? "", l.ImageRepository?.Name ?? "", l.Method, l.Confidence, l.Evidence, l.LinkedAt))],
            HistoryOf(grades, source?.Repository?.WebUrl),
            image.CreatedAt, image.GoneAt);
    }

    private async Task<Image?> FindAsync(long imageId, CancellationToken cancellationToken)
    {
        for (var depth = 0; depth < DeepestMerge; depth++)
        {
            var id = imageId;
            var image = await context.Images.AsNoTracking().Include(i => i.Team).Include("BuildTarget.Source.Repository").FirstOrDefaultAsync(i => i.Id == id, cancellationToken);
            if (image?.MergedIntoId is not { } elder)
            {
                return image;
            }

            imageId = elder;
        }

        return null;
    }

    private static ImageScore ScoreOf(Image image, GradeInterval grade) => new(
        grade.Score, grade.RawScore, grade.Letter, image.UnheldLetter, image.HeldBecause, grade.Coverage, grade.Counts, grade.DeclaredScore,
        grade.Evidence.HasFlag(ComplianceHub.Grading.Rules.Evidence.Shipped), image.Drift, image.Change30, image.GradedAt ?? grade.From, image.GradeEndsAt,
        grade.PolicyVersion, grade.FormulaVersion, grade.EngineVersion);

    private async Task<IReadOnlyList<FindingRow>> FindingsAsync(long imageId, CancellationToken cancellationToken)
    {
        var rows = await context.FindingIntervals.AsNoTracking().Where(f => f.ImageId == imageId && f.To == null)
            .OrderByDescending(f => f.Points).ThenByDescending(f => f.Severity).ThenBy(f => f.Line).ThenBy(f => f.Rule).ThenBy(f => f.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(f => new FindingRow(
            f.FindingId, f.Fingerprint, f.Rule, RuleIndex.TitleOf(f.Rule), f.Criterion, f.Severity, f.Status, RuleIndex.KindOf(f.Rule), f.Points, f.RawPoints, f.Gain,
            f.Line, f.EndLine, f.Message, f.Remediation, f.Target, f.Platforms.Split('|', StringSplitOptions.RemoveEmptyEntries), f.Evidence, f.SecretKind, f.From, f.Returned, WaiverRow.Of(f)))];
    }

    private async Task<ImageDockerfile> DockerfileAsync(Image image, DockerfileSource source, CancellationToken cancellationToken)
    {
        var repository = source.Repository;
        var since = await context.DockerfileVersions.Where(v => v.SourceId == source.Id).OrderByDescending(v => v.From).Select(v => (DateTime?)v.From).FirstOrDefaultAsync(cancellationToken);
        var commit = source.Commit ?? repository?.HeadCommit;
        return new ImageDockerfile(
            source.Id, repository?.Name ?? "", repository?.WebUrl, repository?.DefaultBranch ?? "", source.Path, image.BuildTarget?.Target, commit, since,
            GitLinks.File(repository?.WebUrl, commit, source.Path), repository?.LastSeenAt ?? source.FirstSeenAt, await texts.ReadAsync(source.BlobSha, cancellationToken));
    }

    private async Task<ShippedImage?> ShippedAsync(Image image, int[] repositories, CancellationToken cancellationToken)
    {
        var tags = await context.TagObservations.Where(t => repositories.Contains(t.ImageRepositoryId) && t.To == null)
            .OrderByDescending(t => t.PushedAt).ThenByDescending(t => t.From).ThenBy(t => t.Tag).Take(MostTags)
            .Select(t => new TagRow(
                t.ImageRepository == null ? "" : t.ImageRepository.Registry, t.ImageRepository == null ? "" : t.ImageRepository.Name, t.Tag, t.Digest, t.PushedAt, t.From))
            .ToListAsync(cancellationToken);
        if (image is not { ShippedFrom: { } from, Digest: { } digest })
        {
            return null;
        }

        var slash = from.IndexOf('/', StringComparison.Ordinal);
        var (registry, name) = (from[..slash], from[(slash + 1)..]);
        var graded = tags.Find(t => t.Registry == registry && t.Repository == name && t.Digest == digest);
        var facts = shipped.Read(context, registry, name, image.Tag, digest).Image;
        var readAt = await context.Blobs.Where(b => b.Key == digest).Select(b => (DateTime?)b.StoredAt).FirstOrDefaultAsync(cancellationToken);
        return new ShippedImage(
            registry, name, image.Tag, digest, graded?.PushedAt, readAt, image.CompressedSize ?? 0,
            [.. (facts?.Platforms ?? []).Select(p => new PlatformRow(
                p.Platform, p.Digest, p.Config.User, p.Config.Created, p.CompressedSize,
                [.. p.Layers.Select(l => new LayerRow(l.Digest, l.Size, l.CreatedBy is null ? null : MaskingReader.MaskText(l.CreatedBy)))],
                p.Config.Labels.SetItems(p.Annotations).ToDictionary(l => l.Key, l => MaskingReader.MaskValue(l.Key, l.Value), StringComparer.Ordinal),
                p.Config.ExposedPorts, p.Config.StopSignal, p.Config.Healthcheck is not null))],
            tags);
    }

    private async Task<IReadOnlyList<BaseRow>> BasesAsync(long imageId, CancellationToken cancellationToken)
    {
        var rows = await context.ImageBases.Where(b => b.ImageId == imageId).OrderBy(b => b.Id).Select(b => new BaseRow(
            b.Reference, b.Repository, b.Tag, b.Digest, b.IsShipped, b.Line,
            context.ImageBases.Where(o => o.Repository == b.Repository && o.Tag == b.Tag && o.Image != null && o.Image.IsLive).Select(o => o.ImageId).Distinct().Count(), null))
            .ToListAsync(cancellationToken);
        var origins = await BaseOrigins.LoadAsync(context, rows.Select(r => r.Repository), cancellationToken);
        return [.. rows.Select(r => r with { Origin = origins.Find(r.Repository) })];
    }

    private static List<GradeRow> HistoryOf(List<GradeInterval> newestFirst, string? webUrl) =>
        [.. newestFirst.Select((g, i) =>
        {
            var before = i + 1 < newestFirst.Count ? newestFirst[i + 1] : null;
            return new GradeRow(
                g.From, g.To, g.Score, g.RawScore, g.Letter, g.Coverage, g.Evidence, g.PolicyVersion, g.Commit, GitLinks.Commit(webUrl, g.Commit), g.Backfilled,
                before is null ? null : LedgerReader.MainCause(LedgerReader.Step.Of(before), LedgerReader.Step.Of(g)));
        })];
}
