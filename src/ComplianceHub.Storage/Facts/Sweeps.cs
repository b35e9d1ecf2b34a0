using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Facts;

/// <summary>Keeps how far a sweep over a host's listing has come, so that it may be spread over several runs.</summary>
internal static class Sweeps
{
    private const int KeysInOneQuery = 500;

    // What was seen at the beginning of a sweep must still mean something at its end.
    private static readonly TimeSpan s_longestPause = TimeSpan.FromDays(1);

    public static async Task<SweepStart> ResumeAsync(HubDbContext context, int runId, DateTime now, CancellationToken cancellationToken)
    {
        var run = await context.CrawlRuns.SingleAsync(r => r.Id == runId, cancellationToken);
        var last = await context.CrawlRuns.Where(r => r.ConnectionId == run.ConnectionId && r.Id < runId).OrderByDescending(r => r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null || now - (last.EndedAt ?? last.StartedAt) > s_longestPause)
        {
            return new SweepStart(null, null);
        }

        run.PageSize = last.PageSize;
        if (last.Outcome != CrawlOutcome.Complete && last.Cursor is not null)
        {
            run.FirstRunId = last.FirstRunId ?? last.Id;
            run.Cursor = last.Cursor;
        }

        return new SweepStart(run.Cursor, run.PageSize);
    }

    public static async Task CommitPageAsync(
        HubDbContext context, int runId, string host, IReadOnlyCollection<string> externalIds, string? cursor, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var some in externalIds.Chunk(KeysInOneQuery))
        {
            await context.Repositories.Where(r => r.Host == host && some.Contains(r.ExternalId) && r.GoneAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.LastSeenRunId, runId).SetProperty(r => r.LastSeenAt, now).SetProperty(r => r.MissedSweeps, 0),
                cancellationToken);
        }

        await context.CrawlRuns.Where(r => r.Id == runId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Cursor, cursor).SetProperty(r => r.PageSize, pageSize), cancellationToken);
    }
}
