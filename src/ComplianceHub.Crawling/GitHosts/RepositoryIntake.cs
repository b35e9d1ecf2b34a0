using System.Collections.Concurrent;
using System.Collections.Immutable;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>What a repository is called, before anything of it was read.</summary>
internal sealed record RepositoryName(string Host, string Name, string CloneUrl, string? WebUrl)
{
    public bool IsArchived { get; init; }

    public bool IsFork { get; init; }
}

/// <summary>
/// Brings repositories into the store, each a unit of its own: within its time, unchanged ones only touched, a failure recorded while the others go on. One
/// that failed still counts as seen, so that trouble of ours never makes it look gone.
/// </summary>
internal sealed class RepositoryIntake(CrawlContext context, ImmutableDictionary<string, KnownRepository> known, GitLimits limits, TimeProvider clock)
{
    private readonly ILookup<string, KnownRepository> _byName = known.Values.ToLookup(k => k.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <summary>Runs one repository's reading and counts it.</summary>
    /// <param name="read">Reads and stores it.</param>
    public async Task TakeAsync(RepositoryName name, Func<CancellationToken, Task<StoreCounts>> read, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, read, cancellationToken) is not { } failure)
        {
            return;
        }

        await context.Progress.FailedAsync(name.Name, failure.Kind, failure.Message, cancellationToken);
        foreach (var repository in failure.Kind == FailureKind.NotFound ? [] : _byName[name.Name])
        {
            await context.Store.TouchRepositoryAsync(context.RunId, name.Host, repository.ExternalId, cancellationToken);
        }
    }

    /// <summary>Reads the one repository of a source: without it the run is no complete sweep.</summary>
    public async Task TakeOnlyAsync(RepositoryName name, Func<CancellationToken, Task<StoreCounts>> read, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, read, cancellationToken) is { } failure)
        {
            throw new ConnectorException(failure.Kind, failure.Message);
        }
    }

    /// <summary>What is stored under that name with that head; nothing else needs to be read then.</summary>
    public KnownRepository? Unchanged(string name, string head) =>
        _byName[name].ToList() is [{ } only] && only.HeadCommit == head && (!context.Connection.WithHistory || only.HistoryThrough is not null) ? only : null;

    /// <summary>Whether a folder of files is stored in that state.</summary>
    public bool UnchangedTree(string name, string state) => _byName[name].ToList() is [{ } only] && only.HeadCommit == state;

    /// <summary>Two copies of one repository in a folder are two: the second is told apart by its name.</summary>
    public string Distinct(string externalId, string name) =>
        _taken.GetOrAdd(externalId, name) == name ? externalId : externalId + " " + name;

    public async Task<StoreCounts> TouchAsync(RepositoryName name, string externalId, CancellationToken cancellationToken)
    {
        _taken.TryAdd(externalId, name.Name);
        await context.Store.TouchRepositoryAsync(context.RunId, name.Host, externalId, cancellationToken);
        return new StoreCounts(0, 0, 1);
    }

    /// <summary>Stores a repository that has no commit.</summary>
    public Task<StoreCounts> SaveEmptyAsync(RepositoryName name, string externalId, CancellationToken cancellationToken) =>
        context.Store.SaveRepositoryAsync(
            context.RunId,
            new RepositoryFacts(name.Host, externalId, name.Name, name.CloneUrl, name.WebUrl, "HEAD", null, null, [], []) { IsArchived = name.IsArchived, IsFork = name.IsFork },
            cancellationToken);

    /// <summary>Reads a repository that is on disk and stores it.</summary>
    public async Task<StoreCounts> ReadAsync(
        GitRepository repository, GitHead head, RepositoryName name, string externalId,
        Func<IReadOnlyCollection<string>, CancellationToken, Task>? fetch, CancellationToken cancellationToken)
    {
        var request = new ReadingRequest(head, context.Connection.WithHistory, known.GetValueOrDefault(externalId)?.HistoryThrough, fetch);
        var reading = await new GitRepositoryReader(limits, clock).ReadAsync(repository, request, BlobStore.Of(context.Store), cancellationToken);
        return await SaveAsync(name, externalId, head.Branch, head.Commit, head.CommittedAt, reading, cancellationToken);
    }

    /// <summary>Stores what was read and records what was not.</summary>
    public async Task<StoreCounts> SaveAsync(
        RepositoryName name, string externalId, string branch, string head, DateTime? headTime, RepositoryReading reading, CancellationToken cancellationToken)
    {
        foreach (var failure in reading.Failures)
        {
            var item = failure.Item.Length == 0 ? name.Name : name.Name + ":" + failure.Item;
            await context.Store.RecordFailureAsync(context.RunId, item, failure.Kind, failure.Message, cancellationToken);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        return await context.Store.SaveRepositoryAsync(
            context.RunId,
            new RepositoryFacts(
                name.Host, externalId, name.Name, name.CloneUrl, name.WebUrl, branch, head, headTime > now ? now : headTime, reading.Files, reading.History)
            {
                IsArchived = name.IsArchived,
                IsFork = name.IsFork,
            },
            cancellationToken);
    }

    private async Task<ReadingFailure?> ReadAsync(RepositoryName name, Func<CancellationToken, Task<StoreCounts>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.RepositoryTime, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var counts = await read(both.Token);
            await context.Progress.ReadAsync(counts, cancellationToken);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new ReadingFailure(name.Name, FailureKind.Timeout, $"Not read within {limits.RepositoryTime.TotalMinutes:0.#} minutes");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new ReadingFailure(name.Name, KindOf(e), GitException.Redact(e.Message));
        }
    }

    private static FailureKind KindOf(Exception e) => e switch
    {
        GitException git => git.Failure,
        ConnectorException connector => connector.Failure,
        UnauthorizedAccessException => FailureKind.Forbidden,
        FileNotFoundException or DirectoryNotFoundException => FailureKind.NotFound,
        IOException => FailureKind.Unreachable,
        _ => FailureKind.Internal,
    };
}
