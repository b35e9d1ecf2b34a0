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
            if (facts.IsPartial && facts.Tags.IsEmpty)
            {
                // It is there but could not be read, and never was.
                return default;
            }

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

            // Documents that are stored are not read again: when they were made is known from the tag that brought them.
            var pushedAt = tag.PushedAt ?? await context.TagObservations.Where(t => t.Digest == tag.Digest).MaxAsync(t => t.PushedAt, cancellationToken);
            reopened.Add(new TagObservation { ImageRepositoryId = repository.Id, Tag = tag.Tag, Digest = tag.Digest, PushedAt = pushedAt, From = now });
            (added, changed) = isKnown ? (added, changed + 1) : (added + 1, changed);
        }

        // Of a partial reading, what is not named still stands.
        foreach (var vanished in facts.IsPartial ? [] : open.Values.ToList())
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
