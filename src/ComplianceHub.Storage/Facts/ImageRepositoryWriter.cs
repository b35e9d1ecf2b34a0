using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Facts;

/// <summary>Stores tags as observations.</summary>
internal static class ImageRepositoryWriter
{
    public static async Task<StoreCounts> SaveAsync(
        HubDbContext context, int runId, ImageRepositoryFacts facts, DateTime now, CancellationToken cancellationToken)
    {
        var connectionId = await context.CrawlRuns.Where(r => r.Id == runId).Select(r => r.ConnectionId).SingleAsync(cancellationToken);
        var repository = await context.ImageRepositories.FirstOrDefaultAsync(r => r.Registry == facts.Registry && r.Name == facts.Name, cancellationToken);
        if (repository is null)
        {
            repository = context.ImageRepositories.Add(new ImageRepository { Registry = facts.Registry, Name = facts.Name, FirstSeenAt = now }).Entity;
        }

        repository.ConnectionId = connectionId;
        repository.LastSeenRunId = runId;
        repository.LastSeenAt = now;
        repository.MissedSweeps = 0;
        repository.GoneAt = null;
        await context.SaveChangesAsync(cancellationToken);

        var open = await context.TagObservations.Where(t => t.ImageRepositoryId == repository.Id && t.To == null)
            .ToDictionaryAsync(t => t.Tag, StringComparer.Ordinal, cancellationToken);
        var (added, changed, unchanged) = (0, 0, 0);
        var reopened = new List<TagObservation>();
        foreach (var tag in facts.Tags.DistinctBy(t => t.Tag))
        {
            var isKnown = open.Remove(tag.Tag, out var known);
            if (known is not null && known.Digest == tag.Digest)
            {
                known.PushedAt ??= tag.PushedAt;
                unchanged++;
                continue;
            }

            if (known is not null)
            {
                known.To = now;
            }

            reopened.Add(new TagObservation { ImageRepositoryId = repository.Id, Tag = tag.Tag, Digest = tag.Digest, PushedAt = tag.PushedAt, From = now });
            (added, changed) = isKnown ? (added, changed + 1) : (added + 1, changed);
        }

        foreach (var vanished in open.Values)
        {
            vanished.To = now;
            changed++;
        }

        // Closed ones first: at most one open observation of a tag is an index of the table.
        await context.SaveChangesAsync(cancellationToken);
        context.TagObservations.AddRange(reopened);
        return new StoreCounts(added, changed, unchanged);
    }
}
