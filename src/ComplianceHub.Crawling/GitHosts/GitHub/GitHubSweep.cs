using System.Collections.Immutable;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;
using Octokit;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>
/// Brings an owner's repositories into the store, a page of the listing at a time. One whose head did not move costs its share of the page and nothing more. A
/// repository that fails is a recorded failure and was seen all the same; a limit, a refused token or a host in trouble ends the sweep, which goes on later
/// where it stopped.
/// </summary>
internal sealed class GitHubSweep(CrawlContext context, GitHubApi api, ImmutableDictionary<string, KnownRepository> known, GitHubOptions options, GitLimits limits, TimeProvider clock)
{
    // A hundred thousand repositories in pages of one, and ten times that.
    private const int MaxPages = 1_000_000;
    private readonly RepositoryIntake _intake = new(context, known, limits, clock);
    private readonly GitHubTree _trees = new(api, options, limits);
    private readonly GitHubBlobs _blobs = new(api, options, BlobStore.Of(context.Store));
    private int _inARow;

    /// <exception cref="ConnectorException">The sweep did not come to its end.</exception>
    public async Task RunAsync(SweepStart start, CancellationToken cancellationToken)
    {
        // What the host could not answer yesterday it may answer today: a new sweep tries twice the size.
        var remembered = start.PageSize ?? options.PageSize;
        var listing = new GitHubListing(api, Math.Clamp(start.Cursor is null ? remembered * 2 : remembered, 1, options.PageSize));
        var cursor = start.Cursor;
        for (var pages = 0; ; pages++)
        {
            if (pages == MaxPages)
            {
                throw new ConnectorException(FailureKind.TooLarge, $"{api.Address.Host} lists more than {MaxPages:N0} pages.");
            }

            if (await listing.PageAsync(cursor, cancellationToken) is not { } page)
            {
                await context.Store.RestartSweepAsync(context.RunId, cancellationToken);
                cursor = null;
                continue;
            }

            context.Progress.Found(page.Total);
            foreach (var withheld in page.Withheld.GroupBy(w => w.Message, StringComparer.Ordinal))
            {
                // Under the source's own name, so that nothing is taken for gone.
                await context.Store.RecordFailureAsync(context.RunId, context.Connection.Name, withheld.First().Failure, withheld.Key, cancellationToken);
            }

            await TakeAsync(page.Repositories, cancellationToken);
            await context.Store.CommitPageAsync(
                context.RunId, api.Address.Host, [.. page.Repositories.Select(r => r.ExternalId)], page.Cursor, listing.PageSize, cancellationToken);
            if ((cursor = page.Cursor) is null)
            {
                return;
            }
        }
    }

    private async Task TakeAsync(ImmutableArray<ListedRepository> repositories, CancellationToken cancellationToken)
    {
        var changed = new List<ListedRepository>();
        foreach (var repository in repositories)
        {
            if (repository.IsDisabled)
            {
                await context.Progress.FailedAsync(repository.Name, FailureKind.Forbidden, $"{api.Address.Host} has disabled the repository.", cancellationToken);
            }
            else if (IsUnchanged(repository))
            {
                await context.Progress.ReadAsync(new StoreCounts(0, 0, 1), cancellationToken);
            }
            else if (repository.Head is null)
            {
                await _intake.TakeAsync(NameOf(repository), c => _intake.SaveEmptyAsync(NameOf(repository), repository.ExternalId, c), cancellationToken);
            }
            else
            {
                changed.Add(repository);
            }
        }

        if (context.Connection.WithHistory)
        {
            await Parallel.ForEachAsync(
                changed, new ParallelOptions { MaxDegreeOfParallelism = limits.Parallel, CancellationToken = cancellationToken }, async (r, token) => await CloneAsync(r, token));
            return;
        }

        foreach (var some in changed.Chunk(options.Together))
        {
            await ReadAsync(some, cancellationToken);
        }
    }

    private bool IsUnchanged(ListedRepository repository) =>
        known.TryGetValue(repository.ExternalId, out var stored) && stored.HeadCommit == repository.Head && stored.Name == repository.Name
        && stored.IsArchived == repository.IsArchived && (!context.Connection.WithHistory || repository.Head is null || stored.HistoryThrough is not null);

    private RepositoryName NameOf(ListedRepository repository)
    {
        // Made, not taken from the answer: a link of the host leads wherever it likes.
        var page = new Uri(api.Address.Web, repository.Name).AbsoluteUri;
        return new RepositoryName(api.Address.Host, repository.Name, page + ".git", page) { IsArchived = repository.IsArchived, IsFork = repository.IsFork };
    }

    // The API has no cheap way through history; git has.
    private Task CloneAsync(ListedRepository repository, CancellationToken cancellationToken)
    {
        var name = NameOf(repository);
        return _intake.TakeAsync(
            name,
            async c =>
            {
                var remote = await RemoteCheck.AllowAsync(name.CloneUrl, null, await api.Credentials.TokenAsync(c), context.Connection.IsInternal, c);
                return await new CloneReading(_intake, limits, clock).ReadAsync(name, remote, repository.ExternalId, withHistory: true, c);
            },
            cancellationToken);
    }

    private async Task ReadAsync(ListedRepository[] repositories, CancellationToken cancellationToken)
    {
        var trees = new TreeFiles?[repositories.Length];
        var failures = new ConnectorException?[repositories.Length];
        ConnectorException? end = null;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, repositories.Length),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                if (Volatile.Read(ref end) is null)
                {
                    (trees[i], failures[i]) = await TreeAsync(repositories[i], token);
                    if (failures[i] is { } failure && EndOf(failure) is { } stop)
                    {
                        Interlocked.CompareExchange(ref end, stop, null);
                    }
                }
                else
                {
                    failures[i] = end;
                }
            });

        // What has its tree is brought home even when the sweep is to end here.
        var contents = await _blobs.ReadAsync(repositories.Zip(trees).Where(r => r.Second is not null).Select(r => (r.First, r.Second ?? throw new InvalidOperationException())), cancellationToken);
        for (var i = 0; i < repositories.Length; i++)
        {
            var (repository, tree) = (repositories[i], trees[i]);
            var failure = failures[i] ?? tree?.Files.Select(f => contents.Unread.GetValueOrDefault(f.BlobSha)).FirstOrDefault(e => e is not null);
            if (failure is not null)
            {
                end ??= EndOf(failure);
                if (end is null || failure.Failure != FailureKind.RateLimited)
                {
                    await context.Progress.FailedAsync(repository.Name, failure.Failure, failure.Message, cancellationToken);
                }
            }
            else
            {
                await _intake.TakeAsync(NameOf(repository), c => SaveAsync(repository, tree, contents, c), cancellationToken);
            }
        }

        if (end is not null)
        {
            throw end;
        }
    }

    private async Task<(TreeFiles? Tree, ConnectorException? Failure)> TreeAsync(ListedRepository repository, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.RepositoryTime, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var tree = await _trees.ReadAsync(repository, repository.Head ?? "", both.Token);
            Interlocked.Exchange(ref _inARow, 0);
            return (tree, null);
        }
        catch (ConnectorException e)
        {
            return (null, e);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, new ConnectorException(FailureKind.Timeout, $"Not read within {limits.RepositoryTime.TotalMinutes:0.#} minutes"));
        }
    }

    /// <summary>What ends the whole sweep: a limit, a token that is refused, many failures in a row that are not about one repository.</summary>
    private ConnectorException? EndOf(ConnectorException failure)
    {
        if (failure.Failure == FailureKind.RateLimited || failure.InnerException is AuthorizationException)
        {
            return failure;
        }

        var isShared = failure.Failure is FailureKind.Unreachable or FailureKind.Timeout or FailureKind.HostError || GitHubErrors.IsAboutTheToken(failure);
        return isShared && Interlocked.Increment(ref _inARow) >= options.FailuresInARow
            ? new ConnectorException(failure.Failure, $"{options.FailuresInARow} repositories in a row failed. {failure.Message}", failure.RetryAfter, failure)
            : null;
    }

    private Task<StoreCounts> SaveAsync(ListedRepository repository, TreeFiles? tree, ReadBlobs contents, CancellationToken cancellationToken)
    {
        if (tree is null)
        {
            return _intake.SaveEmptyAsync(NameOf(repository), repository.ExternalId, cancellationToken);
        }

        foreach (var file in tree.Files)
        {
            if (contents.Bad.TryGetValue(file.BlobSha, out var bad) && bad is not null)
            {
                tree.Selection.Fail(file.Path, bad.Kind, bad.Message);
            }
        }

        var files = tree.Files.Where(f => !contents.Bad.ContainsKey(f.BlobSha)).Select(f => new FileFacts(f.Path, f.BlobSha, f.Kind, tree.Sizes[f.BlobSha]));
        return _intake.SaveAsync(
            NameOf(repository), repository.ExternalId, repository.Branch, repository.Head ?? "", repository.HeadCommittedAt,
            new RepositoryReading([.. files], [], tree.Selection.Failures()), cancellationToken);
    }
}
