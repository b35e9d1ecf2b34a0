using System.Collections.Concurrent;
using System.Collections.Immutable;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>Reads the tags of one repository: what each points at, and the documents of digests that are new.</summary>
internal sealed class RepositoryTags(CrawlContext context, ImageSource repository, RegistryOptions options, KnownArtifacts artifacts)
{
    private readonly ConcurrentDictionary<string, TagState> _states = new(StringComparer.Ordinal);
    private volatile bool _isPartial;

    public ImmutableArray<TagFacts> Tags { get; private set; } = [];

    /// <summary>Whether a tag could not be read.</summary>
    public bool IsPartial => _isPartial;

    /// <summary>Documents stored for the first time.</summary>
    public StoreCounts Counts { get; private set; }

    public async Task ReadAsync(IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        await InParallelAsync(tags, async (tag, token) => _states[tag] = await repository.TagAsync(tag, token), t => [t], cancellationToken);

        var byDigest = _states.GroupBy(s => s.Value.Digest, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        var missing = await context.Store.MissingDocumentsAsync(byDigest.Keys, cancellationToken);
        var images = new ConcurrentDictionary<string, DateTime?>(StringComparer.Ordinal);
        foreach (var digest in byDigest.Keys.Where(d => !missing.Contains(d)))
        {
            images[digest] = null;
        }

        var stored = 0;
        await InParallelAsync([.. missing.Where(d => !artifacts.Contains(d))], async (digest, token) =>
        {
            var root = byDigest[digest].Select(s => s.Value.Document).FirstOrDefault(d => d is not null);
            var (isImage, created, count) = await new ImageReading(context.Store, repository, options).ReadAsync(digest, root, token);
            Interlocked.Add(ref stored, count);
            if (isImage)
            {
                images[digest] = created;
            }
            else
            {
                artifacts.Add(digest);
            }
        }, d => byDigest[d].Select(s => s.Key), cancellationToken);

        Counts = new StoreCounts(stored, 0, 0);
        Tags = [.. _states.Where(s => images.ContainsKey(s.Value.Digest))
            .Select(s => new TagFacts(s.Key, s.Value.Digest, images[s.Value.Digest]))
            .OrderBy(t => t.Tag, StringComparer.Ordinal)];
    }

    private Task InParallelAsync(
        IReadOnlyCollection<string> items, Func<string, CancellationToken, Task> read, Func<string, IEnumerable<string>> tagsOf, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken }, async (item, token) =>
        {
            try
            {
                await read(item, token);
            }
            catch (ConnectorException exception) when (exception.Failure is not (FailureKind.RateLimited or FailureKind.Unreachable))
            {
                // A tag that was deleted since it was listed is gone; one that cannot be read stands as it was.
                _isPartial |= exception.Failure != FailureKind.NotFound;
                var tags = string.Join(", ", tagsOf(item).Order(StringComparer.Ordinal));
                await context.Store.RecordFailureAsync(
                    context.RunId, $"{repository.Host}/{repository.Name}:{tags}", exception.Failure, exception.Message, token);
            }
        });
}
