using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>The Images list and the page of one Image.</summary>
public sealed class ImageQueries(IDbContextFactory<HubDbContext> contexts, MaskingReader texts, ShippedReader shipped, TimeProvider clock)
{
    private const int SparkDays = 30;
    private const int LargestPage = 500;
    private const int WorstCriteria = 4;

    /// <param name="page">0-based.</param>
    /// <param name="size">1 to 500.</param>
    public async Task<PageOf<ImageRow>> PageAsync(ImageFilter filter, ImageSort sort, bool descending, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = context.Matching(filter);
        var total = await matching.CountAsync(cancellationToken);
        size = Math.Clamp(size, 1, LargestPage);
        var rows = await matching.Sorted(sort, descending).Skip(Math.Max(0, page) * size).Take(size).Select(i => new ImageRow(
            i.Id, i.Name, i.Tag, i.Score, i.Letter, i.HeldBecause != null, i.HeldBecause, i.Coverage, i.Change30, i.BaseImage, i.Drift,
            new SeverityCounts(i.Critical, i.High, i.Medium, i.Low), i.Team == null ? null : i.Team.Slug, i.Team == null ? null : i.Team.Name,
            i.Scope, i.ScopeReason, i.GradedAt, Array.Empty<int?>())).ToListAsync(cancellationToken);
        var sparks = await SparksAsync(context, [.. rows.Select(r => r.Id)], cancellationToken);
        return new PageOf<ImageRow>([.. rows.Select(r => r with { Days30 = sparks[r.Id] })], total);
    }

    public async Task<ImageListSummary> SummaryAsync(ImageFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = context.Matching(filter);
        var sums = await matching.GroupBy(i => 1)
            .Select(g => new { Images = g.Count(), Lost = g.Sum(i => (long)i.PointsLost), Coverage = g.Sum(i => (long)i.Coverage) })
            .SingleOrDefaultAsync(cancellationToken);
        var lost = matching.Join(context.CriterionIntervals.Where(c => c.To == null && c.Penalty > 0), i => i.Id, c => c.ImageId, (_, c) => new { c.Criterion, c.Penalty });
        var worst = await lost.GroupBy(l => l.Criterion).Select(g => g.Sum(l => (long)l.Penalty)).OrderByDescending(sum => sum).Take(WorstCriteria).ToListAsync(cancellationToken);
        var all = await context.Images.CountAsync(i => i.IsLive && i.Scope == filter.Scope, cancellationToken);

        // The number on the export's button: what the export will hold, findings that cost nothing included.
        var findings = await context.CountFindingsAsync(filter, cancellationToken);
        return new ImageListSummary(sums?.Images ?? 0, all, sums?.Lost ?? 0, worst.Sum(), findings, new MeanScore(sums?.Coverage ?? 0, sums?.Images ?? 0));
    }

    /// <summary>How many Images each of the list's standing views holds.</summary>
    public async Task<ImageViewCounts> ViewsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var scopes = await context.Images.Where(i => i.IsLive).GroupBy(i => i.Scope).Select(g => new
        {
            g.Key,
            Images = g.Count(),
            Critical = g.Count(i => i.Critical > 0),
            Drift = g.Count(i => i.Drift != null),
            Unowned = g.Count(i => i.TeamId == null),
            NoLetter = g.Count(i => i.Letter == Grade.None),
        }).ToDictionaryAsync(g => g.Key, cancellationToken);
        var scored = scopes.GetValueOrDefault(ImageScope.Scored);
        return new ImageViewCounts(
            scored?.Images ?? 0, scored?.Critical ?? 0, scored?.Drift ?? 0, scored?.Unowned ?? 0, scored?.NoLetter ?? 0,
            scopes.GetValueOrDefault(ImageScope.Excluded)?.Images ?? 0, scopes.GetValueOrDefault(ImageScope.Mirror)?.Images ?? 0);
    }

    /// <summary>Everything of one Image; a merged one answers as the elder it went into; null when there is none.</summary>
    public async Task<ImageDetail?> GetAsync(long imageId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await new ImageDetailReader(context, texts, shipped).ReadAsync(imageId, cancellationToken);
    }

    /// <summary>The id of the live Image with that name, or null.</summary>
    public async Task<long?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Images.Where(i => i.IsLive && i.Name == name).OrderBy(i => i.Scope).ThenBy(i => i.Id).Select(i => (long?)i.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Dictionary<long, IReadOnlyList<int?>>> SparksAsync(HubDbContext context, long[] ids, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber;
        var start = today - SparkDays + 1;
        var intervals = (await context.GradeIntervals.Where(g => ids.Contains(g.ImageId) && (g.ToDay == null || g.ToDay > start))
            .Select(g => new { g.ImageId, g.FromDay, g.ToDay, g.Score }).ToListAsync(cancellationToken)).ToLookup(g => g.ImageId);
        return ids.ToDictionary(id => id, IReadOnlyList<int?> (id) =>
        {
            var days = new int?[SparkDays];
            foreach (var interval in intervals[id].OrderBy(g => g.FromDay))
            {
                var end = interval.ToDay is { } to ? Math.Min(to - 1, today) : today;
                for (var day = Math.Max(interval.FromDay, start); day <= end; day++)
                {
                    days[day - start] = interval.Score;
                }
            }

            return days;
        });
    }
}
