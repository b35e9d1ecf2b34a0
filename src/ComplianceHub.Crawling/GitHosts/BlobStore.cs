using System.Collections.Immutable;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>Where blob contents go while a repository is read: a chunk at a time, so that a large repository is never in memory.</summary>
/// <param name="MissingAsync">Which of the ids are not stored yet.</param>
/// <param name="SaveAsync">Stores contents that were verified against their ids.</param>
public sealed record BlobStore(
    Func<IReadOnlyCollection<string>, CancellationToken, Task<ImmutableHashSet<string>>> MissingAsync,
    Func<IReadOnlyCollection<(string BlobSha, ReadOnlyMemory<byte> Content)>, CancellationToken, Task> SaveAsync)
{
    public static BlobStore Of(Storage.FactStore store) => new(store.MissingBlobsAsync, store.SaveBlobsAsync);
}

/// <summary>Collects blobs and hands them on when a few megabytes have come together.</summary>
internal sealed class BlobBatch(BlobStore store)
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxCount = 500;
    private readonly List<(string, ReadOnlyMemory<byte>)> _blobs = [];
    private int _bytes;

    public async Task AddAsync(string blobSha, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        _blobs.Add((blobSha, content));
        _bytes += content.Length;
        if (_bytes >= MaxBytes || _blobs.Count >= MaxCount)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_blobs.Count > 0)
        {
            await store.SaveAsync([.. _blobs], cancellationToken);
            _blobs.Clear();
            _bytes = 0;
        }
    }
}
