using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Facts;

/// <summary>
/// Believes that something is gone only after two completed sweeps in a row did not see it, and, when it is much of the source, only when a person has
/// confirmed it: neither a revoked token nor a lost permission may empty the hub.
/// </summary>
internal static class Absence
{
    public const int Sweeps = 2;

    // Up to five may go unasked, be the source ever so small; beyond that at most one in twenty.
    private const int Unasked = 5;
    private const int OneIn = 20;

    /// <returns>How many stay until somebody confirms that they are gone.</returns>
    public static async Task<int> MarkAsync(HubDbContext context, CrawlRun run, DateTime now, CancellationToken cancellationToken)
    {
        var first = run.FirstRunId ?? run.Id;
        var failures = await context.CrawlFailures
            .Where(f => f.RunId >= first && f.RunId <= run.Id && f.Run != null && f.Run.ConnectionId == run.ConnectionId && f.Kind != FailureKind.NotFound)
            .Select(f => new { f.RunId, f.Item }).ToListAsync(cancellationToken);

        // A failure under the source's own name: its listing left something out without saying what.
        var source = await context.Connections.Where(c => c.Id == run.ConnectionId).Select(c => c.Name).FirstOrDefaultAsync(cancellationToken);
        if (failures.Exists(f => f.RunId == run.Id && f.Item == source))
        {
            return 0;
        }

        var failed = failures.Select(f => f.Item).Where(i => i != source).Distinct(StringComparer.Ordinal).ToList();
        var repositories = await context.Repositories
            .Where(r => r.ConnectionId == run.ConnectionId && r.GoneAt == null && r.LastSeenRunId < first).ToListAsync(cancellationToken);
        foreach (var repository in repositories.Where(r => !failed.Exists(f => Names(f, r.Name) || Names(f, r.ExternalId) || Names(f, r.CloneUrl))))
        {
            repository.MissedSweeps++;
        }

        var imageRepositories = await context.ImageRepositories
            .Where(r => r.ConnectionId == run.ConnectionId && r.GoneAt == null && r.LastSeenRunId < first).ToListAsync(cancellationToken);
        foreach (var repository in imageRepositories.Where(r => !failed.Exists(f => Names(f, r.Name) || Names(f, $"{r.Registry}/{r.Name}"))))
        {
            repository.MissedSweeps++;
        }

        await context.SaveChangesAsync(cancellationToken);
        var absent = repositories.Count(r => r.MissedSweeps >= Sweeps) + imageRepositories.Count(r => r.MissedSweeps >= Sweeps);
        var known = await context.Repositories.CountAsync(r => r.ConnectionId == run.ConnectionId && r.GoneAt == null, cancellationToken)
            + await context.ImageRepositories.CountAsync(r => r.ConnectionId == run.ConnectionId && r.GoneAt == null, cancellationToken);
        if (absent > Unasked && absent > known / OneIn)
        {
            return absent;
        }

        await ConfirmAsync(context, run.ConnectionId, now, cancellationToken);
        return 0;
    }

    /// <summary>Marks everything of the connection gone that enough sweeps did not see.</summary>
    public static async Task<int> ConfirmAsync(HubDbContext context, int connectionId, DateTime now, CancellationToken cancellationToken)
    {
        var repositories = await context.Repositories
            .Where(r => r.ConnectionId == connectionId && r.GoneAt == null && r.MissedSweeps >= Sweeps).ToListAsync(cancellationToken);
        foreach (var repository in repositories)
        {
            repository.GoneAt = now;
            await CloseSourcesAsync(context, repository.Id, now, cancellationToken);
        }

        var imageRepositories = await context.ImageRepositories
            .Where(r => r.ConnectionId == connectionId && r.GoneAt == null && r.MissedSweeps >= Sweeps).ToListAsync(cancellationToken);
        foreach (var repository in imageRepositories)
        {
            repository.GoneAt = now;
            await context.TagObservations.Where(t => t.ImageRepositoryId == repository.Id && t.To == null)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.To, now), cancellationToken);
        }

        return repositories.Count + imageRepositories.Count;
    }

    private static async Task CloseSourcesAsync(HubDbContext context, int repositoryId, DateTime now, CancellationToken cancellationToken)
    {
        await context.DockerfileVersions
            .Where(v => v.To == null && context.DockerfileSources.Any(s => s.Id == v.SourceId && s.RepositoryId == repositoryId))
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.To, now), cancellationToken);
        await context.DockerfileSources.Where(s => s.RepositoryId == repositoryId && s.GoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.GoneAt, now), cancellationToken);
    }

    /// <summary>Whether a failed item is this thing or a part of it: it was there, but could not be read.</summary>
    private static bool Names(string item, string name) =>
        item.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (item.Length == name.Length || item[name.Length] is ':' or '@' or ' ' or '/');
}
