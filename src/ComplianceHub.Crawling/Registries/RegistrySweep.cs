using System.Collections.Immutable;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>
/// Brings repositories of images into the store. A tag or repository that fails is a recorded failure and the rest goes on; a registry that is down or
/// asks for a pause ends the sweep.
/// </summary>
internal sealed class RegistrySweep(CrawlContext context, RegistryOptions options, KnownArtifacts artifacts)
{
    private int _unreachable;
    private int _limited;

    /// <exception cref="ConnectorException">The registry as a whole does not go on.</exception>
    public Task TakeAsync(IReadOnlyCollection<ImageSource> repositories, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            repositories, new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken }, async (r, token) => await TakeAsync(r, token));

    private async Task TakeAsync(ImageSource repository, CancellationToken cancellationToken)
    {
        try
        {
            await context.Progress.ReadAsync(await ReadAsync(repository, cancellationToken), cancellationToken);
            Interlocked.Exchange(ref _unreachable, 0);
        }
        catch (ConnectorException exception)
        {
            await FailAsync(repository, exception, cancellationToken);
        }
    }

    private async Task FailAsync(ImageSource repository, ConnectorException failure, CancellationToken cancellationToken)
    {
        await context.Progress.FailedAsync($"{repository.Host}/{repository.Name}", failure.Failure, failure.Message, cancellationToken);
        if (failure.Failure != FailureKind.NotFound)
        {
            // It is there, it only cannot be read: what was seen of it stands.
            var seen = new ImageRepositoryFacts(repository.Host, repository.Name, []) { IsPartial = true };
            await context.Store.SaveImageRepositoryAsync(context.RunId, seen, cancellationToken);
        }

        switch (failure.Failure)
        {
            case FailureKind.RateLimited when Interlocked.Increment(ref _limited) >= options.RateLimited:
                throw new ConnectorException(FailureKind.RateLimited, failure.Message, failure.RetryAfter, failure);
            case FailureKind.Unreachable or FailureKind.Timeout when Interlocked.Increment(ref _unreachable) >= options.UnreachableInARow:
                throw new ConnectorException(failure.Failure, $"{repository.Host} stopped answering. {failure.Message}", failure.RetryAfter, failure);
        }
    }

    private async Task<StoreCounts> ReadAsync(ImageSource repository, CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        await foreach (var tag in repository.TagsAsync(cancellationToken))
        {
            if (!RegistryNames.IsTag(tag))
            {
                throw new ConnectorException(FailureKind.Malformed, $"{repository.Host} lists a tag of {repository.Name} that is none.");
            }

            if (!RegistryNames.IsAttachment(tag))
            {
                tags.Add(tag);
            }
        }

        var reading = new RepositoryTags(context, repository, options, artifacts);
        await reading.ReadAsync(tags, cancellationToken);

        // A repository of charts or signatures alone is no repository of images.
        return reading.Tags.IsEmpty && !reading.IsPartial && tags.Count > 0
            ? default
            : reading.Counts + await context.Store.SaveImageRepositoryAsync(
                context.RunId, new ImageRepositoryFacts(repository.Host, repository.Name, reading.Tags) { IsPartial = reading.IsPartial }, cancellationToken);
    }
}
