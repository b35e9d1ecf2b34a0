using System.Runtime.CompilerServices;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Open findings for exports and the API: keyset pages, constant memory.</summary>
public sealed class FindingQueries(IDbContextFactory<HubDbContext> contexts, TimeProvider clock)
{
    private const int RowsAtOnce = 2000;
    private const int LargestPage = 5000;

    /// <summary>All open findings that match, in the order of their rows. One short query a page, so that no reader holds the log.</summary>
    public async IAsyncEnumerable<ExportRow> StreamAsync(ImageFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? after = null;
        do
        {
            var page = await PageAsync(filter, after, RowsAtOnce, cancellationToken);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <param name="after">Null for the first page.</param>
    /// <param name="size">1 to 5,000.</param>
    public async Task<FindingPage> PageAsync(ImageFilter filter, long? after, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        size = Math.Clamp(size, 1, LargestPage);
        var start = after ?? 0;
        var findings = await context.MatchingFindings(filter).Where(f => f.Id > start).OrderBy(f => f.Id).Take(size).ToListAsync(cancellationToken);
        var images = await ImagesAsync(context, [.. findings.Select(f => f.ImageId).Distinct()], cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        return new FindingPage([.. findings.Select(f => RowOf(f, images[f.ImageId], now))], findings.Count < size ? null : findings[^1].Id);
    }

    public async Task<int> CountAsync(ImageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.CountFindingsAsync(filter, cancellationToken);
    }

    public async Task<SeverityCounts> SeveritiesAsync(ImageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await context.MatchingFindings(filter).GroupBy(f => f.Severity).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(c => c.Key, c => c.Count, cancellationToken);
        return new SeverityCounts(
            counts.GetValueOrDefault(Severity.Critical), counts.GetValueOrDefault(Severity.High), counts.GetValueOrDefault(Severity.Medium), counts.GetValueOrDefault(Severity.Low));
    }

    // The Images of a page once, beside its findings: an Image has dozens of them.
    private static Task<Dictionary<long, ExportImage>> ImagesAsync(HubDbContext context, long[] ids, CancellationToken cancellationToken) =>
        context.Images.Where(i => ids.Contains(i.Id)).Select(i => new ExportImage
        {
            Id = i.Id,
            Name = i.Name,
            ShippedFrom = i.ShippedFrom,
            Tag = i.Tag,
            Digest = i.Digest,
            GitRepository = i.BuildTarget == null || i.BuildTarget.Source == null || i.BuildTarget.Source.Repository == null ? null : i.BuildTarget.Source.Repository.Name,
            Branch = i.BuildTarget == null || i.BuildTarget.Source == null || i.BuildTarget.Source.Repository == null ? null : i.BuildTarget.Source.Repository.DefaultBranch,
            Commit = i.BuildTarget == null || i.BuildTarget.Source == null ? null
                : i.BuildTarget.Source.Commit ?? (i.BuildTarget.Source.Repository == null ? null : i.BuildTarget.Source.Repository.HeadCommit),
            File = i.BuildTarget == null || i.BuildTarget.Source == null ? null : i.BuildTarget.Source.Path,
            BaseImage = i.BaseImage,
            BaseDigest = context.ImageBases.Where(b => b.ImageId == i.Id && b.IsShipped).Select(b => b.Digest).FirstOrDefault(),
            Team = i.Team == null ? null : i.Team.Slug,
            OwnerSource = i.OwnerSource,
            Score = i.Score,
            RawScore = i.RawScore,
            Letter = i.Letter,
            Coverage = i.Coverage,
            GradedAt = i.GradedAt,
            PolicyVersion = context.GradeIntervals.Where(g => g.ImageId == i.Id && g.To == null).Select(g => g.PolicyVersion).FirstOrDefault(),
        }).ToDictionaryAsync(i => i.Id, cancellationToken);

    private static ExportRow RowOf(FindingInterval f, ExportImage i, DateTime now)
    {
        var slash = i.ShippedFrom?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return new ExportRow(
            f.FindingId, f.Fingerprint, f.Status, f.Severity, f.Rule, RuleIndex.TitleOf(f.Rule), f.Criterion, f.Points, f.RawPoints, f.Gain,
            i.Id, i.Name, slash < 0 ? null : i.ShippedFrom?[(slash + 1)..], slash < 0 ? null : i.ShippedFrom?[..slash], i.Tag, i.Digest, f.Platforms,
            i.GitRepository, i.Branch, i.Commit, i.File, f.Line, i.BaseImage, i.BaseDigest, i.Team, i.OwnerSource,
            f.From, i.GradedAt ?? f.From, Math.Max(0, (int)(now - f.From).TotalDays), i.Score, i.RawScore, i.Letter, i.Coverage,
            i.PolicyVersion, Score.FormulaVersion, f.Evidence, f.Message, f.Remediation, f.SecretKind, WaiverRow.Of(f));
    }

    private sealed record ExportImage
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string? ShippedFrom { get; init; }

        public string? Tag { get; init; }

        public string? Digest { get; init; }

        public string? GitRepository { get; init; }

        public string? Branch { get; init; }

        public string? Commit { get; init; }

        public string? File { get; init; }

        public string? BaseImage { get; init; }

        public string? BaseDigest { get; init; }

        public string? Team { get; init; }

        public string? OwnerSource { get; init; }

        public int? Score { get; init; }

        public int? RawScore { get; init; }

        public Grade Letter { get; init; }

        public int Coverage { get; init; }

        public DateTime? GradedAt { get; init; }

        public int PolicyVersion { get; init; }
    }
}
