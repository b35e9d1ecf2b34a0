using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>One run; counts are items.</summary>
/// <param name="EndedAt">Null while it runs.</param>
/// <param name="Outcome">Null while it runs.</param>
public sealed record RunRow(
    int Id, DateTime StartedAt, DateTime? EndedAt, CrawlOutcome? Outcome, int Read, int? Total, int New, int Changed, int Unchanged, int Failures, string? Message);

/// <summary>One connection with its newest run; never its secret.</summary>
/// <param name="LastComplete">End of the newest run that completed.</param>
/// <param name="Things">Live repositories or image repositories known from it.</param>
public sealed record SourceRow(
    int ConnectionId, string Kind, string Name, string Location, string? HostAlias, string? UserName, bool HasSecret, bool WithHistory, bool IsInternal,
    RunRow? LastRun, DateTime? LastComplete, int Things);

/// <summary>Failures of one cause in the newest run of one connection.</summary>
/// <param name="Example">One of their messages.</param>
public sealed record FailureGroup(int ConnectionId, string Connection, FailureKind Kind, int Items, string Example);

public sealed record FailureRow(int RunId, string Connection, string Item, FailureKind Kind, string Message, DateTime At);

/// <summary>Sources and health.</summary>
public sealed class SourceQueries(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>All connections by name.</summary>
    public async Task<IReadOnlyList<SourceRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connections = await context.Connections.AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancellationToken);
        var newest = await NewestRuns(context).Select(r => new { r.ConnectionId, Row = ToRow(r) }).ToDictionaryAsync(r => r.ConnectionId, r => r.Row, cancellationToken);
        var complete = await context.CrawlRuns.Where(r => r.Outcome == CrawlOutcome.Complete)
            .GroupBy(r => r.ConnectionId).Select(g => new { g.Key, At = g.Max(r => r.EndedAt) })
            .ToDictionaryAsync(g => g.Key, g => g.At, cancellationToken);
        var repositories = await context.Repositories.Where(r => r.GoneAt == null).GroupBy(r => r.ConnectionId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var images = await context.ImageRepositories.Where(r => r.GoneAt == null).GroupBy(r => r.ConnectionId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return [.. connections.Select(c => new SourceRow(
            c.Id, c.Kind, c.Name, c.Location, c.HostAlias, c.UserName, c.ProtectedSecret is not null, c.WithHistory, c.IsInternal,
            newest.GetValueOrDefault(c.Id), complete.GetValueOrDefault(c.Id), repositories.GetValueOrDefault(c.Id) + images.GetValueOrDefault(c.Id)))];
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> RunsAsync(int connectionId, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.CrawlRuns.Where(r => r.ConnectionId == connectionId).OrderByDescending(r => r.Id).Take(take).Select(r => ToRow(r)).ToListAsync(cancellationToken);
    }

    /// <summary>Of the newest run of each connection, most items first.</summary>
    public async Task<IReadOnlyList<FailureGroup>> FailuresByCauseAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await NewestFailures(context)
            .GroupBy(f => new { f.Run!.ConnectionId, f.Run.Connection!.Name, f.Kind })
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Name)
            .Select(g => new FailureGroup(g.Key.ConnectionId, g.Key.Name, g.Key.Kind, g.Count(), g.Min(f => f.Message)!))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Of the newest run of the connection (or of all), newest first.</summary>
    public async Task<PageOf<FailureRow>> FailuresAsync(int? connectionId, FailureKind? kind, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var failures = NewestFailures(context);
        if (connectionId is not null)
        {
            failures = failures.Where(f => f.Run!.ConnectionId == connectionId);
        }

        if (kind is not null)
        {
            failures = failures.Where(f => f.Kind == kind);
        }

        var total = await failures.CountAsync(cancellationToken);
        var rows = await failures.OrderByDescending(f => f.Id).Skip(page * size).Take(size)
            .Select(f => new FailureRow(f.RunId, f.Run!.Connection!.Name, f.Item, f.Kind, f.Message, f.At))
            .ToListAsync(cancellationToken);
        return new PageOf<FailureRow>(rows, total);
    }

    private static IQueryable<CrawlRun> NewestRuns(HubDbContext context) =>
        context.CrawlRuns.Where(r => r.Id == context.CrawlRuns.Where(o => o.ConnectionId == r.ConnectionId).Max(o => o.Id));

    private static IQueryable<CrawlFailure> NewestFailures(HubDbContext context) =>
        context.CrawlFailures.Where(f => NewestRuns(context).Any(r => r.Id == f.RunId));

    private static RunRow ToRow(CrawlRun run) =>
        new(run.Id, run.StartedAt, run.EndedAt, run.Outcome, run.Read, run.Total, run.New, run.Changed, run.Unchanged, run.Failures, run.Message);
}
