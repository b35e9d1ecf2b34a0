using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>
/// A folder of repositories on this machine, bare or not, read in place. A repository's identity is its root commit and its first URL, or its path in
/// the folder when it has no URL; the folder itself may move.
/// </summary>
[Connector("folder", "Folder of Git repositories", "Folder", HasHistory = true)]
public sealed class LocalFolderHost(GitLimits limits, TimeProvider clock) : Connector
{
    private readonly PlainTreeReader _trees = new(limits);

    public override async Task CrawlAsync(CrawlContext context, CancellationToken cancellationToken)
    {
        var listing = new FolderListing(RootOf(context.Connection.Location), _trees);
        List<FolderItem> items;
        try
        {
            items = listing.Find();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ConnectorException(FailureKind.Forbidden, $"The folder {context.Connection.Location} may not be read", null, e);
        }
        catch (IOException e)
        {
            throw new ConnectorException(FailureKind.Unreachable, $"The folder {context.Connection.Location} cannot be listed: {e.Message}", null, e);
        }

        var known = await context.Store.KnownRepositoriesAsync(context.Connection.Id, cancellationToken);
        var intake = new RepositoryIntake(context, known, limits, clock);
        context.Progress.Found(items.Count + listing.Failures.Count);
        foreach (var failure in listing.Failures)
        {
            await context.Progress.FailedAsync(failure.Item, failure.Kind, failure.Message, cancellationToken);
            var group = failure.Item.Replace("__", "/", StringComparison.Ordinal);
            foreach (var lost in known.Values.Where(k => k.Name == group || k.Name.StartsWith(group + "/", StringComparison.Ordinal)))
            {
                await context.Store.TouchRepositoryAsync(context.RunId, HostOf(context), lost.ExternalId, cancellationToken);
            }
        }

        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = limits.Parallel, CancellationToken = cancellationToken },
            async (item, cancel) =>
            {
                var name = new RepositoryName(HostOf(context), item.Name, item.Path, null);
                await intake.TakeAsync(
                    name, c => item.GitDirectory is { } directory ? ReadGitAsync(intake, name, directory, c) : ReadTreeAsync(context, intake, name, c), cancel);
            });
    }

    private static string HostOf(CrawlContext context) => context.Connection.HostAlias is { Length: > 0 } alias ? alias : "local";

    private static string RootOf(string location)
    {
        var path = Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath : location;
        var root = Path.GetFullPath(path);
        return Directory.Exists(root) ? root : throw new ConnectorException(FailureKind.NotFound, $"There is no folder {location}");
    }

    private static async Task<StoreCounts> ReadGitAsync(RepositoryIntake intake, RepositoryName name, string directory, CancellationToken cancellationToken)
    {
        var repository = new GitRepository(directory);
        var head = await repository.HeadAsync(cancellationToken);
        if (head is not null && intake.Unchanged(name.Name, head.Commit) is { } same)
        {
            return await intake.TouchAsync(name, same.ExternalId, cancellationToken);
        }

        var remote = await repository.RemoteUrlAsync(cancellationToken);
        name = name with { WebUrl = WebUrl.Of(remote) };
        if (head is null)
        {
            return await intake.SaveEmptyAsync(name, intake.Distinct("empty " + (remote ?? name.Name), name.Name), cancellationToken);
        }

        var root = await repository.RootCommitAsync(head.Commit, cancellationToken);
        var externalId = intake.Distinct(root + " " + (remote ?? name.Name), name.Name);
        return await intake.ReadAsync(repository, head, name, externalId, null, cancellationToken);
    }

    private async Task<StoreCounts> ReadTreeAsync(CrawlContext context, RepositoryIntake intake, RepositoryName name, CancellationToken cancellationToken)
    {
        var tree = await _trees.ReadAsync(name.CloneUrl, BlobStore.Of(context.Store), cancellationToken);
        var externalId = "tree " + name.Name;
        return intake.UnchangedTree(name.Name, tree.State)
            ? await intake.TouchAsync(name, externalId, cancellationToken)
            : await intake.SaveAsync(name, externalId, "files", tree.State, tree.ChangedAt, tree.Reading, cancellationToken);
    }
}
