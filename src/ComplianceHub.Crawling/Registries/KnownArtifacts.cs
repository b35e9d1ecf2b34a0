using System.Collections.Concurrent;

namespace ComplianceHub.Crawling.Registries;

/// <summary>Digests of charts, signatures and the like that were read and left out, so that the next crawl need not read them again. Forgotten at a restart.</summary>
public sealed class KnownArtifacts
{
    private const int Most = 200_000;
    private readonly ConcurrentDictionary<string, byte> _digests = new(StringComparer.Ordinal);

    public bool Contains(string digest) => _digests.ContainsKey(digest);

    public void Add(string digest)
    {
        if (_digests.Count >= Most)
        {
            _digests.Clear();
        }

        _digests[digest] = 0;
    }
}
