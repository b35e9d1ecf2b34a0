using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Facts;

/// <summary>Believes that something is gone only after two completed sweeps in a row did not see it: a revoked token must not empty the hub.</summary>
internal static class Absence
{
    private const int Sweeps = 2;

    public static async Task MarkAsync(HubDbContext context, CrawlRun run, DateTime now, CancellationToken cancellationToken)
    {
        var failed = await context.CrawlFailures.Where(f => f.RunId == run.Id && f.Kind != FailureKind.NotFound).Select(f => f.Item).ToListAsync(cancellationToken);
        var repositories = await context.Repositories
            .Where(r => r.ConnectionId == run.ConnectionId && r.GoneAt == null && r.LastSeenRunId != run.Id).ToListAsync(cancellationToken);
        foreach (var repository in repositories.Where(r => !failed.Exists(f => Names(f, r.Name) || Names(f, r.ExternalId) || Names(f, r.CloneUrl))))
        {
            if (++repository.MissedSweeps >= Sweeps)
            {
                repository.GoneAt = now;
                await CloseSourcesAsync(context, repository.Id, now, cancellationToken);
            }
        }

        var imageRepositories = await context.ImageRepositories
            .Where(r => r.ConnectionId == run.ConnectionId && r.GoneAt == null && r.LastSeenRunId != run.Id).ToListAsync(cancellationToken);
        foreach (var repository in imageRepositories.Where(r => !failed.Exists(f => Names(f, r.Name) || Names(f, $"{r.Registry}/{r.Name}"))))
        {
            if (++repository.MissedSweeps >= Sweeps)
            {
                repository.GoneAt = now;
                await context.TagObservations.Where(t => t.ImageRepositoryId == repository.Id && t.To == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.To, now), cancellationToken);
            }
        }
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
