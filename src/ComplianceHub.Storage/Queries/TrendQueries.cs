using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Series over days, as graded then; from backfilled history before the first grading.</summary>
public sealed class TrendQueries(IDbContextFactory<HubDbContext> contexts)
{
    public async Task<Trend> OrganisationAsync(TrendRange range, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await TrendAsync(context, context.GradeIntervals.Where(g => g.Counts), range, cancellationToken);
    }

    /// <summary>Images while they belonged to the team; null is the unowned pool.</summary>
    public async Task<Trend> TeamAsync(int? teamId, TrendRange range, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await TrendAsync(context, context.GradeIntervals.Where(g => g.Counts && g.TeamId == teamId), range, cancellationToken);
    }

    /// <summary>One Image, counted or not.</summary>
    public async Task<Trend> ImageAsync(long imageId, TrendRange range, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await TrendAsync(context, context.GradeIntervals.Where(g => g.ImageId == imageId), range, cancellationToken);
    }

    /// <summary>Counted Images with an open finding of the rule.</summary>
    public async Task<CountTrend> RuleAsync(string rule, TrendRange range, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var start = range.From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var rows = context.FindingIntervals.Where(f => f.Rule == rule && (f.To == null || f.To >= start) && !context.NotScored().Contains(f.ImageId))
            .OrderBy(f => f.ImageId).ThenBy(f => f.From).Select(f => new { f.ImageId, f.From, f.To }).AsAsyncEnumerable();

        // An Image fails once, however many findings it has: intervals that touch are one.
        var days = new DayDeltas(range.From.DayNumber);
        (long Image, DateTime From, DateTime? To) current = (0, default, default(DateTime));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.ImageId == current.Image && (current.To is null || row.From <= current.To))
            {
                current.To = current.To is null || row.To is null ? null : row.To > current.To ? row.To : current.To;
                continue;
            }

            days.Add(current.Image, current.From, current.To);
            current = (row.ImageId, row.From, row.To);
        }

        days.Add(current.Image, current.From, current.To);
        return await CountTrendAsync(context, days, range, cancellationToken);
    }

    /// <summary>Counted Images that lose something in the criterion.</summary>
    public async Task<CountTrend> CriterionAsync(string criterion, TrendRange range, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var start = range.From.DayNumber;
        var losing = context.CriterionIntervals.Where(c => c.Criterion == criterion && c.Counts && c.Penalty > 0);
        var begun = await losing.Where(c => c.ToDay == null || c.ToDay > start).GroupBy(c => c.FromDay < start ? start : c.FromDay)
            .Select(g => new { Day = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var ended = await losing.Where(c => c.ToDay != null && c.ToDay > start).GroupBy(c => c.ToDay ?? 0)
            .Select(g => new { Day = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var days = new DayDeltas(start);
        begun.ForEach(b => days.Add(b.Day, b.Count));
        ended.ForEach(e => days.Add(e.Day, -e.Count));
        return await CountTrendAsync(context, days, range, cancellationToken);
    }

    private static async Task<Trend> TrendAsync(HubDbContext context, IQueryable<GradeInterval> intervals, TrendRange range, CancellationToken cancellationToken)
    {
        var deltas = await GradeDeltas.ReadAsync(intervals, range.From.DayNumber, cancellationToken);
        var (marks, installed) = await MarksAsync(context, range, cancellationToken);
        var firstDay = installed is { } at ? DateOnly.FromDateTime(at) : DateOnly.MaxValue;
        var points = deltas.At(PointsOf(range)).Select(p => new TrendPoint(p.Day, p.Score, p.Raw, p.Day < firstDay)).ToList();
        return new Trend(points, marks, installed);
    }

    private static async Task<CountTrend> CountTrendAsync(HubDbContext context, DayDeltas failing, TrendRange range, CancellationToken cancellationToken)
    {
        var counted = await GradeDeltas.ReadAsync(context.GradeIntervals.Where(g => g.Counts), range.From.DayNumber, cancellationToken);
        var (marks, installed) = await MarksAsync(context, range, cancellationToken);
        var points = counted.At(PointsOf(range)).Select(p => new CountPoint(p.Day, failing.Through(p.Day.DayNumber), p.Score.Count)).ToList();
        return new CountTrend(points, marks, installed);
    }

    /// <summary>The days of a range, the last one always.</summary>
    internal static IReadOnlyList<DateOnly> PointsOf(TrendRange range)
    {
        var step = (int)range.Step;
        var days = range.To.DayNumber - range.From.DayNumber;
        return days < 0 ? [] : [.. Enumerable.Range(0, (days / step) + 1).Select(i => range.To.AddDays(-i * step)).Reverse()];
    }

    private static async Task<(IReadOnlyList<TrendMark> Marks, DateTime? Installed)> MarksAsync(HubDbContext context, TrendRange range, CancellationToken cancellationToken)
    {
        var (from, to) = (range.From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), range.To.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        var policies = await context.PolicyVersions.Where(p => p.Version > 1 && p.EnforcedAt >= from && p.EnforcedAt < to).OrderBy(p => p.EnforcedAt)
            .Select(p => new { p.EnforcedAt, p.Version }).ToListAsync(cancellationToken);
        var installed = await context.Images.Where(i => i.FirstGradedAt != null).MinAsync(i => i.FirstGradedAt, cancellationToken);
        var marks = policies.Select(p => new TrendMark(p.EnforcedAt, TrendMarkKind.Policy, $"Policy v{p.Version}")).ToList();
        if (installed is { } at && at >= from && at < to)
        {
            marks.Insert(0, new TrendMark(at, TrendMarkKind.Installation, "First grading"));
        }

        return ([.. marks.OrderBy(m => m.At)], installed);
    }
}
