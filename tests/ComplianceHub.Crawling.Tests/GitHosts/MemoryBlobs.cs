using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using ComplianceHub.Crawling.GitHosts;

namespace ComplianceHub.Crawling.Tests.GitHosts;

/// <summary>Blob contents in memory.</summary>
internal sealed class MemoryBlobs
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    public int Count => _blobs.Count;

    public BlobStore Store => new(
        (shas, _) => Task.FromResult(shas.Where(s => !_blobs.ContainsKey(s)).ToImmutableHashSet(StringComparer.Ordinal)),
        (blobs, _) =>
        {
            foreach (var (sha, content) in blobs)
            {
                Assert.True(_blobs.TryAdd(sha, content.ToArray()), "stored twice");
            }

            return Task.CompletedTask;
        });

    public string Text(string sha) => Encoding.UTF8.GetString(_blobs[sha]);
}
