using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Sources and health.</summary>
public sealed class SourceQueries(IDbContextFactory<HubDbContext> contexts)
{
    private const int LargestPage = 500;

    /// <summary>All connections by name.</summary>
    public async Task<IReadOnlyList<SourceRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connections = await context.Connections.AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancellationToken);
        var last = await Newest(context).AsNoTracking().ToDictionaryAsync(r => r.ConnectionId, cancellationToken);
        var complete = await context.CrawlRuns.Where(r => r.Outcome == CrawlOutcome.Complete).GroupBy(r => r.ConnectionId)
            .Select(g => new { g.Key, At = g.Max(r => r.EndedAt) }).ToDictionaryAsync(g => g.Key, g => g.At, cancellationToken);
        var repositories = await context.Repositories.Where(r => r.GoneAt == null).GroupBy(r => r.ConnectionId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var images = await context.ImageRepositories.Where(r => r.GoneAt == null).GroupBy(r => r.ConnectionId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var absent = await context.Repositories.Where(r => r.GoneAt == null && r.MissedSweeps >= Absence.Sweeps).Select(r => r.ConnectionId)
            .Concat(context.ImageRepositories.Where(r => r.GoneAt == null && r.MissedSweeps >= Absence.Sweeps).Select(r => r.ConnectionId))
            .GroupBy(c => c).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return [.. connections.Select(c => new SourceRow(
            c.Id, c.Kind, c.Name, c.Location, c.HostAlias, c.UserName, c.ProtectedSecret is not null, c.WithHistory, c.IsInternal,
            last.TryGetValue(c.Id, out var run) ? RowOf(run) : null, complete.GetValueOrDefault(c.Id),
            repositories.GetValueOrDefault(c.Id) + images.GetValueOrDefault(c.Id), absent.GetValueOrDefault(c.Id)))];
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> RunsAsync(int connectionId, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await context.CrawlRuns.AsNoTracking().Where(r => r.ConnectionId == connectionId).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id)
            .Take(take).ToListAsync(cancellationToken);
        return [.. runs.Select(RowOf)];
    }

    /// <summary>The newest runs of all connections, newest first.</summary>
    public async Task<IReadOnlyList<SourceRunRow>> NewestRunsAsync(int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await context.CrawlRuns.AsNoTracking().Include(r => r.Connection).OrderByDescending(r => r.Id).Take(take).ToListAsync(cancellationToken);
        return [.. runs.Select(r => new SourceRunRow(r.ConnectionId, r.Connection?.Name ?? "", RowOf(r)))];
    }

    /// <summary>Of the newest run of each connection, most items first.</summary>
    public async Task<IReadOnlyList<FailureGroup>> FailuresByCauseAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = Newest(context).Select(r => r.Id);
        var groups = await context.CrawlFailures.Where(f => runs.Contains(f.RunId) && f.Run != null)
            .GroupBy(f => new { ConnectionId = f.Run == null ? 0 : f.Run.ConnectionId, f.Kind })
            .Select(g => new { g.Key.ConnectionId, g.Key.Kind, Items = g.Count(), Example = g.Min(f => f.Message) }).ToListAsync(cancellationToken);
        var names = await context.Connections.ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        return [.. groups.OrderByDescending(g => g.Items).ThenBy(g => g.Kind)
            .Select(g => new FailureGroup(g.ConnectionId, names.GetValueOrDefault(g.ConnectionId, ""), g.Kind, g.Items, g.Example ?? ""))];
    }

    /// <summary>Of the newest run of the connection (or of all), newest first.</summary>
    public async Task<PageOf<FailureRow>> FailuresAsync(int? connectionId, FailureKind? kind, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = Newest(context).Where(r => connectionId == null || r.ConnectionId == connectionId).Select(r => r.Id);
        var failures = context.CrawlFailures.Where(f => runs.Contains(f.RunId) && (kind == null || f.Kind == kind));
        size = Math.Clamp(size, 1, LargestPage);
        var rows = await failures.OrderByDescending(f => f.Id).Skip(Math.Max(0, page) * size).Take(size)
            .Select(f => new FailureRow(f.RunId, f.Run == null || f.Run.Connection == null ? "" : f.Run.Connection.Name, f.Item, f.Kind, f.Message, f.At)).ToListAsync(cancellationToken);
        return new PageOf<FailureRow>(rows, await failures.CountAsync(cancellationToken));
    }

    private static IQueryable<CrawlRun> Newest(HubDbContext context) =>
        context.CrawlRuns.Where(r => context.CrawlRuns.GroupBy(o => o.ConnectionId).Select(g => g.Max(o => o.Id)).Contains(r.Id));

    private static RunRow RowOf(CrawlRun run) => new(
        run.Id, run.StartedAt, run.EndedAt, run.Outcome, run.Read, run.Total, run.New, run.Changed, run.Unchanged, run.Failures, run.Message);
}
