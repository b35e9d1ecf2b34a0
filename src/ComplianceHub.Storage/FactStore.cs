using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>What a write did to the inventory.</summary>
/// <param name="New">Things stored for the first time (sources, versions, tags, documents).</param>
/// <param name="Changed">Things whose state changed.</param>
/// <param name="Unchanged">Things only touched.</param>
public readonly record struct StoreCounts(int New, int Changed, int Unchanged)
{
    public static StoreCounts operator +(StoreCounts a, StoreCounts b) => new(a.New + b.New, a.Changed + b.Changed, a.Unchanged + b.Unchanged);

    public StoreCounts Add(StoreCounts other) => this + other;
}

/// <summary>What is already stored of a repository, so that an unchanged one costs nothing.</summary>
/// <param name="HeadCommit">The head at the last complete read.</param>
/// <param name="HistoryThrough">The newest commit whose history is stored; null when none is.</param>
public sealed record KnownRepository(string ExternalId, string Name, string? HeadCommit, string? HistoryThrough);

/// <summary>How a crawl ended.</summary>
public enum CrawlOutcome
{
    Complete,
    Failed,
    Cancelled,
}

/// <summary>
/// The only writer of facts. Everything is content-addressed and appended on change; every call is its own transaction, so that a killed
/// crawl loses nothing that a call returned for.
/// </summary>
public sealed class FactStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, TextVault vault, HubEvents events, TimeProvider clock)
{
    /// <summary>Opens a run of a connection; runs of the same connection that never ended are closed as interrupted.</summary>
    /// <returns>The run's id.</returns>
    public Task<int> BeginRunAsync(int connectionId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Progress for people: items read of items known, null while listing.</summary>
    public Task ReportProgressAsync(int runId, int read, int? total, StoreCounts counts, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Records that one item failed; the crawl goes on. <paramref name="message"/> must not hold credentials or crawled secrets.</summary>
    public Task RecordFailureAsync(int runId, string item, FailureKind kind, string message, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Closes a run. After a complete sweep, what it did not see for the second time in a row is marked gone; a failed or cancelled run
    /// marks nothing.
    /// </summary>
    public Task EndRunAsync(int runId, CrawlOutcome outcome, string? message, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>What is stored of the connection's repositories, by external id.</summary>
    public Task<ImmutableDictionary<string, KnownRepository>> KnownRepositoriesAsync(int connectionId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Marks an unchanged repository as seen by this run.</summary>
    public Task TouchRepositoryAsync(int runId, string host, string externalId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Which of these Git blobs are not stored yet.</summary>
    public Task<ImmutableHashSet<string>> MissingBlobsAsync(IReadOnlyCollection<string> blobShas, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stores blob contents, encrypted. The caller has verified each against its id.</summary>
    public Task<int> SaveBlobsAsync(IReadOnlyCollection<(string BlobSha, ReadOnlyMemory<byte> Content)> blobs, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stores a repository: its files at the head, sources that came, changed, moved or went, and history that is new. All its blobs are stored before.</summary>
    public Task<StoreCounts> SaveRepositoryAsync(int runId, RepositoryFacts repository, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Which of these manifests, indexes or configs are not stored yet.</summary>
    public Task<ImmutableHashSet<string>> MissingDocumentsAsync(IReadOnlyCollection<string> digests, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stores manifests, indexes and configs, encrypted. The caller has verified each against its digest.</summary>
    public Task<int> SaveDocumentsAsync(IReadOnlyCollection<RegistryDocument> documents, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stores a repository's tags as observations: unchanged ones are touched, moved ones closed and re-opened, vanished ones closed. All documents they need are stored before.</summary>
    public Task<StoreCounts> SaveImageRepositoryAsync(int runId, ImageRepositoryFacts repository, CancellationToken cancellationToken) => throw new NotImplementedException();
}
