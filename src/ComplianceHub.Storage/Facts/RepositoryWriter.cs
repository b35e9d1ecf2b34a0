using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Facts;

/// <summary>Stores a repository: replays new commits over its Dockerfiles, then brings them to the head.</summary>
internal static class RepositoryWriter
{
    public static async Task<StoreCounts> SaveAsync(HubDbContext context, int runId, RepositoryFacts facts, DateTime now, CancellationToken cancellationToken)
    {
        var repository = await SaveAttributesAsync(context, runId, facts, now, cancellationToken);
        var fresh = AfterKnown(facts.History, repository.HistoryThrough);

        // The first history of a repository that was read without: its versions are drawn anew from the beginning, the sources keep their ids.
        var isFirstHistory = repository.HistoryThrough is null && !fresh.IsEmpty;
        var rows = await context.DockerfileSources.Where(s => s.RepositoryId == repository.Id).ToListAsync(cancellationToken);
        var open = await context.DockerfileVersions
            .Where(v => v.To == null && context.DockerfileSources.Any(s => s.Id == v.SourceId && s.RepositoryId == repository.Id))
            .ToDictionaryAsync(v => v.SourceId, cancellationToken);
        var tracks = new SourceTracks(isFirstHistory ? [] : rows.Select(r => Track(r, open.GetValueOrDefault(r.Id))));
        foreach (var commit in fresh)
        {
            tracks.Apply(commit, now);
        }

        var headAt = facts.HeadCommittedAt is { } committed && committed < now ? committed : now;
        tracks.ApplyHead(facts.Files, facts.HeadCommit, headAt);
        if (isFirstHistory && rows.Count > 0)
        {
            await context.DockerfileVersions
                .Where(v => context.DockerfileSources.Any(s => s.Id == v.SourceId && s.RepositoryId == repository.Id)).ExecuteDeleteAsync(cancellationToken);
            foreach (var version in open.Values)
            {
                context.Entry(version).State = EntityState.Detached;
            }

            Recognise(tracks, rows);
        }

        var counts = await SaveSourcesAsync(context, repository, tracks, cancellationToken);
        counts += await SaveFilesAsync(context, repository.Id, facts.Files, cancellationToken);
        repository.HeadCommit = facts.HeadCommit;
        repository.HeadCommittedAt = facts.HeadCommittedAt;
        repository.HistoryThrough = fresh.IsEmpty ? repository.HistoryThrough : fresh[^1].Sha;
        return counts;
    }

    private static async Task<Repository> SaveAttributesAsync(
        HubDbContext context, int runId, RepositoryFacts facts, DateTime now, CancellationToken cancellationToken)
    {
        var connectionId = await context.CrawlRuns.Where(r => r.Id == runId).Select(r => r.ConnectionId).SingleAsync(cancellationToken);
        var repository = await context.Repositories.FirstOrDefaultAsync(r => r.Host == facts.Host && r.ExternalId == facts.ExternalId, cancellationToken)
            ?? context.Repositories.Add(new Repository
            {
                Host = facts.Host,
                ExternalId = facts.ExternalId,
                Name = facts.Name,
                CloneUrl = facts.CloneUrl,
                DefaultBranch = facts.DefaultBranch,
                FirstSeenAt = now,
            }).Entity;
        repository.ConnectionId = connectionId;
        repository.Name = facts.Name;
        repository.CloneUrl = facts.CloneUrl;
        repository.WebUrl = facts.WebUrl;
        repository.DefaultBranch = facts.DefaultBranch;
        repository.IsArchived = facts.IsArchived;
        repository.IsFork = facts.IsFork;
        repository.LastSeenRunId = runId;
        repository.LastSeenAt = now;
        repository.MissedSweeps = 0;
        repository.GoneAt = null;
        await context.SaveChangesAsync(cancellationToken);
        return repository;
    }

    private static ImmutableArray<CommitFacts> AfterKnown(ImmutableArray<CommitFacts> history, string? through)
    {
        if (through is null || history.IsDefaultOrEmpty)
        {
            return history.IsDefault ? [] : history;
        }

        var known = history.Select(c => c.Sha).ToList().LastIndexOf(through);
        return history[(known + 1)..];
    }

    private static SourceTrack Track(DockerfileSource row, DockerfileVersion? open) => new()
    {
        Row = row,
        OpenRow = open,
        Path = row.Path,
        BlobSha = row.BlobSha,
        Commit = row.Commit,
        IsLive = row.GoneAt is null,
        FirstSeen = row.FirstSeenAt,
        GoneAt = row.GoneAt,
    };

    /// <summary>Gives tracks drawn from the beginning the rows that were there before, by path: live ones first.</summary>
    private static void Recognise(SourceTracks tracks, List<DockerfileSource> rows)
    {
        var byPath = rows.OrderBy(r => r.GoneAt ?? DateTime.MaxValue).GroupBy(r => r.Path, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        foreach (var track in tracks.All.OrderByDescending(t => t.IsLive))
        {
            if (byPath.Remove(track.Path, out var row))
            {
                track.Row = row;
            }
        }

        // What history does not know was seen on another branch: it goes.
        foreach (var row in byPath.Values)
        {
            row.GoneAt ??= row.FirstSeenAt;
        }
    }

    private static async Task<StoreCounts> SaveSourcesAsync(
        HubDbContext context, Repository repository, SourceTracks tracks, CancellationToken cancellationToken)
    {
        var (added, changed, unchanged) = (0, 0, 0);
        foreach (var track in tracks.All)
        {
            (added, changed, unchanged) = track switch
            {
                { Row: null } => (added + 1, changed, unchanged),
                { IsChanged: true } => (added, changed + 1, unchanged),
                _ => (added, changed, unchanged + (track.IsLive ? 1 : 0)),
            };
        }

        // Two steps, because (repository, path) is unique among the living and a swap would meet itself.
        foreach (var track in tracks.All.Where(t => t is { IsChanged: true, Row: not null }))
        {
            if (track.Row is { } row && (row.Path != track.Path || !track.IsLive))
            {
                row.GoneAt = track.GoneAt ?? DateTime.UnixEpoch;
            }
        }

        await context.SaveChangesAsync(cancellationToken);
        foreach (var track in tracks.All.Where(t => t.IsChanged && (t.Row is not null || t.Added.Count > 0)))
        {
            track.Row ??= context.DockerfileSources.Add(new DockerfileSource
            {
                RepositoryId = repository.Id,
                Path = track.Path,
                BlobSha = track.BlobSha,
                FirstSeenAt = track.FirstSeen,
            }).Entity;
            track.Row.Path = track.Path;
            track.Row.BlobSha = track.BlobSha;
            track.Row.Commit = track.Commit;
            track.Row.GoneAt = track.GoneAt;
            context.DockerfileVersions.AddRange(track.Added.Select(s => new DockerfileVersion
            {
                Source = track.Row,
                Path = s.Path,
                BlobSha = s.BlobSha,
                Commit = s.Commit,
                From = s.From,
                To = s.To,
            }));
        }

        return new StoreCounts(added, changed, unchanged);
    }

    private static async Task<StoreCounts> SaveFilesAsync(
        HubDbContext context, int repositoryId, ImmutableArray<FileFacts> files, CancellationToken cancellationToken)
    {
        var (added, changed, unchanged) = (0, 0, 0);
        var stored = await context.RepositoryFiles.Where(f => f.RepositoryId == repositoryId).ToDictionaryAsync(f => f.Path, StringComparer.Ordinal, cancellationToken);
        foreach (var file in files.Where(f => f.Kind != FileKind.Dockerfile).DistinctBy(f => f.Path))
        {
            if (!stored.Remove(file.Path, out var row))
            {
                context.RepositoryFiles.Add(new RepositoryFile { RepositoryId = repositoryId, Path = file.Path, BlobSha = file.BlobSha, Kind = file.Kind });
                added++;
            }
            else if (row.BlobSha != file.BlobSha || row.Kind != file.Kind)
            {
                row.BlobSha = file.BlobSha;
                row.Kind = file.Kind;
                changed++;
            }
            else
            {
                unchanged++;
            }
        }

        context.RepositoryFiles.RemoveRange(stored.Values);
        return new StoreCounts(added, changed + stored.Count, unchanged);
    }
}
