using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>
/// The only writer of facts. Everything is content-addressed and appended on change; every call is its own transaction, so that a killed
/// crawl loses nothing that a call returned for.
/// </summary>
public sealed class FactStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, TextVault vault, HubEvents events, TimeProvider clock)
{
    private const int LongestMessage = 1000;
    private const int KeysInOneQuery = 500;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Opens a run of a connection; runs of the same connection that never ended are closed as interrupted.</summary>
    /// <returns>The run's id.</returns>
    public Task<int> BeginRunAsync(int connectionId, CancellationToken cancellationToken) => writer.WriteAsync(
        async context =>
        {
            var now = Now;
            await context.CrawlRuns.Where(r => r.ConnectionId == connectionId && r.EndedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Outcome, CrawlOutcome.Cancelled).SetProperty(r => r.Message, "Interrupted."),
                cancellationToken);
            var run = context.CrawlRuns.Add(new CrawlRun { ConnectionId = connectionId, StartedAt = now }).Entity;
            await context.SaveChangesAsync(cancellationToken);
            events.Publish(HubEvent.CrawlProgress);
            return run.Id;
        },
        cancellationToken);

    /// <summary>Progress for people: items read of items known, null while listing.</summary>
    public async Task ReportProgressAsync(int runId, int read, int? total, StoreCounts counts, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(
            context => context.CrawlRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Read, read).SetProperty(r => r.Total, total)
                    .SetProperty(r => r.New, counts.New).SetProperty(r => r.Changed, counts.Changed).SetProperty(r => r.Unchanged, counts.Unchanged),
                cancellationToken),
            cancellationToken);
        events.Publish(HubEvent.CrawlProgress);
    }

    /// <summary>Records that one item failed; the crawl goes on. <paramref name="message"/> must not hold credentials or crawled secrets.</summary>
    public async Task RecordFailureAsync(int runId, string item, FailureKind kind, string message, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(
            async context =>
            {
                context.CrawlFailures.Add(new CrawlFailure { RunId = runId, Item = item, Kind = kind, Message = Shortened(message), At = Now });
                await context.CrawlRuns.Where(r => r.Id == runId)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.Failures, r => r.Failures + 1), cancellationToken);
            },
            cancellationToken);
        events.Publish(HubEvent.CrawlProgress);
    }

    /// <summary>
    /// Closes a run. After a complete sweep, what it did not see for the second time in a row is marked gone, unless that is so much that a person must
    /// say so (<see cref="ConfirmAbsenceAsync"/>); a failed or cancelled run marks nothing.
    /// </summary>
    public async Task EndRunAsync(int runId, CrawlOutcome outcome, string? message, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(
            async context =>
            {
                var run = await context.CrawlRuns.SingleAsync(r => r.Id == runId, cancellationToken);
                run.EndedAt = Now;
                run.Outcome = outcome;
                run.Message = message is null ? null : Shortened(message);
                if (outcome == CrawlOutcome.Complete)
                {
                    run.Cursor = null;
                    var waiting = await Absence.MarkAsync(context, run, Now, cancellationToken);
                    run.Message ??= waiting == 0 ? null : $"{waiting:N0} were not seen in two sweeps; that is so many that they stay until somebody confirms it.";
                }
            },
            cancellationToken);
        events.Publish(HubEvent.CrawlProgress);
    }

    /// <summary>Takes up the connection's last sweep where it stopped, when that was within a day; otherwise begins one.</summary>
    public Task<SweepStart> ResumeSweepAsync(int runId, CancellationToken cancellationToken) =>
        writer.WriteAsync(context => Sweeps.ResumeAsync(context, runId, Now, cancellationToken), cancellationToken);

    /// <summary>Begins the sweep anew: the host no longer knows the cursor it was to go on from.</summary>
    public Task RestartSweepAsync(int runId, CancellationToken cancellationToken) => writer.WriteAsync(
        context => context.CrawlRuns.Where(r => r.Id == runId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.FirstRunId, (int?)null).SetProperty(r => r.Cursor, (string?)null), cancellationToken),
        cancellationToken);

    /// <summary>Closes a page of a listing: what it names was seen, and a crawl that is killed goes on behind it.</summary>
    /// <param name="externalIds">Every repository of the page, read or not; those never stored are ignored.</param>
    /// <param name="cursor">Where the next page begins; null after the last.</param>
    public Task CommitPageAsync(int runId, string host, IReadOnlyCollection<string> externalIds, string? cursor, int pageSize, CancellationToken cancellationToken) =>
        writer.WriteAsync(context => Sweeps.CommitPageAsync(context, runId, host, externalIds, cursor, pageSize, Now, cancellationToken), cancellationToken);

    /// <summary>Believes what two complete sweeps did not see to be gone, however much it is.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> ConfirmAbsenceAsync(int connectionId, string actor, CancellationToken cancellationToken)
    {
        var gone = await writer.WriteAsync(
            async context =>
            {
                var count = await Absence.ConfirmAsync(context, connectionId, Now, cancellationToken);
                context.Audit(clock, actor, "source.absence-confirmed", $"source/{connectionId}", null, $"{count} gone");
                return count;
            },
            cancellationToken);
        events.Publish(HubEvent.CrawlProgress);
        return gone;
    }

    /// <summary>What is stored of the connection's repositories, by external id. Those that are gone are left out, so that they are read anew.</summary>
    public async Task<ImmutableDictionary<string, KnownRepository>> KnownRepositoriesAsync(int connectionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await context.Repositories.Where(r => r.ConnectionId == connectionId && r.GoneAt == null)
            .Select(r => new KnownRepository(r.ExternalId, r.Name, r.HeadCommit, r.HistoryThrough, r.IsArchived))
            .ToListAsync(cancellationToken);

        // The same id on two hosts of one connection is two repositories; a crawler asks for one host at a time, and the newest row wins.
        return known.GroupBy(k => k.ExternalId, StringComparer.Ordinal).ToImmutableDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
    }

    /// <summary>Marks an unchanged repository as seen by this run.</summary>
    public Task TouchRepositoryAsync(int runId, string host, string externalId, CancellationToken cancellationToken) => writer.WriteAsync(
        context =>
        {
            var now = Now;
            return context.Repositories.Where(r => r.Host == host && r.ExternalId == externalId && r.GoneAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.LastSeenRunId, runId).SetProperty(r => r.LastSeenAt, now).SetProperty(r => r.MissedSweeps, 0),
                cancellationToken);
        },
        cancellationToken);

    /// <summary>Which of these Git blobs are not stored yet.</summary>
    public Task<ImmutableHashSet<string>> MissingBlobsAsync(IReadOnlyCollection<string> blobShas, CancellationToken cancellationToken) =>
        MissingAsync(blobShas, cancellationToken);

    /// <summary>Stores blob contents, encrypted. The caller has verified each against its id.</summary>
    public Task<int> SaveBlobsAsync(IReadOnlyCollection<(string BlobSha, ReadOnlyMemory<byte> Content)> blobs, CancellationToken cancellationToken) =>
        SaveAsync([.. blobs.Select(b => new RegistryDocument(b.BlobSha, "", b.Content))], cancellationToken);

    /// <summary>Stores a repository: its files at the head, sources that came, changed, moved or went, and history that is new. All its blobs are stored before.</summary>
    public Task<StoreCounts> SaveRepositoryAsync(int runId, RepositoryFacts repository, CancellationToken cancellationToken) =>
        writer.WriteAsync(context => RepositoryWriter.SaveAsync(context, runId, repository, Now, cancellationToken), cancellationToken);

    /// <summary>Which of these manifests, indexes or configs are not stored yet.</summary>
    public Task<ImmutableHashSet<string>> MissingDocumentsAsync(IReadOnlyCollection<string> digests, CancellationToken cancellationToken) =>
        MissingAsync(digests, cancellationToken);

    /// <summary>Stores manifests, indexes and configs, encrypted. The caller has verified each against its digest.</summary>
    public Task<int> SaveDocumentsAsync(IReadOnlyCollection<RegistryDocument> documents, CancellationToken cancellationToken) => SaveAsync(documents, cancellationToken);

    /// <summary>Stores a repository's tags as observations: unchanged ones are touched, moved ones closed and re-opened, vanished ones closed. All documents they need are stored before.</summary>
    public Task<StoreCounts> SaveImageRepositoryAsync(int runId, ImageRepositoryFacts repository, CancellationToken cancellationToken) =>
        writer.WriteAsync(context => ImageRepositoryWriter.SaveAsync(context, runId, repository, Now, cancellationToken), cancellationToken);

    private static string Shortened(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";

    private async Task<ImmutableHashSet<string>> MissingAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return [.. keys.Except(await StoredAsync(context, keys, cancellationToken), StringComparer.Ordinal)];
    }

    private async Task<int> SaveAsync(IReadOnlyCollection<RegistryDocument> documents, CancellationToken cancellationToken)
    {
        // Encrypted before the writer is taken: that is the expensive part.
        var missing = await MissingAsync([.. documents.Select(d => d.Digest)], cancellationToken);
        var rows = documents.Where(d => missing.Contains(d.Digest)).DistinctBy(d => d.Digest).Select(d => new Blob
        {
            Key = d.Digest,
            MediaType = d.MediaType.Length == 0 ? null : d.MediaType,
            Size = d.Content.Length,
            Content = vault.Encrypt(d.Content.Span),
            StoredAt = Now,
        }).ToList();
        return rows.Count == 0 ? 0 : await writer.WriteAsync(
            async context =>
            {
                var stored = await StoredAsync(context, [.. rows.Select(r => r.Key)], cancellationToken);
                var added = rows.Where(r => !stored.Contains(r.Key)).ToList();
                context.Blobs.AddRange(added);
                return added.Count;
            },
            cancellationToken);
    }

    private static async Task<HashSet<string>> StoredAsync(HubDbContext context, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var stored = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(KeysInOneQuery))
        {
            stored.UnionWith(await context.Blobs.Where(b => some.Contains(b.Key)).Select(b => b.Key).ToListAsync(cancellationToken));
        }

        return stored;
    }
}
