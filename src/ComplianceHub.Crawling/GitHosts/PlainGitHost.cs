using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>
/// One Git repository by its URL, of whatever host: https (http inside), or a folder of this machine. Its identity is the URL: a shallow clone does not
/// show the root commit. An unchanged head costs one request.
/// </summary>
[Connector("git", "Git repository", "URL", TakesCredentials = true, HasHistory = true)]
public sealed class PlainGitHost(GitLimits limits, TimeProvider clock) : Connector
{
    public override async Task CrawlAsync(CrawlContext context, CancellationToken cancellationToken)
    {
        var location = context.Connection.Location;
        var known = await context.Store.KnownRepositoriesAsync(context.Connection.Id, cancellationToken);
        var intake = new RepositoryIntake(context, known, limits, clock);
        context.Progress.Found(1);

        var folder = Uri.TryCreate(location, UriKind.Absolute, out var url) && url.IsFile ? url.LocalPath : Path.IsPathRooted(location) ? location : null;
        if (folder is not null)
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            var name = new RepositoryName(context.Connection.HostAlias ?? "local", NameOf(Path.GetFileName(path)), path, null);
            await intake.TakeOnlyAsync(name, c => ReadFolderAsync(intake, name, path, c), cancellationToken);
        }
        else
        {
            var remote = await RemoteCheck.AllowAsync(context.Connection, context.Secret, cancellationToken);
            var host = context.Connection.HostAlias ?? (remote.Url.IsDefaultPort ? remote.Url.IdnHost : $"{remote.Url.IdnHost}:{remote.Url.Port}");
            var name = new RepositoryName(host, NameOf(Uri.UnescapeDataString(remote.Url.AbsolutePath)), remote.Url.AbsoluteUri, WebUrl.Of(remote.Url.AbsoluteUri));
            await intake.TakeOnlyAsync(name, c => ReadRemoteAsync(context, intake, name, remote, c), cancellationToken);
        }
    }

    private static string NameOf(string path)
    {
        var name = path.Trim('/');
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4].TrimEnd('/') : name;
    }

    private static async Task<StoreCounts> ReadFolderAsync(RepositoryIntake intake, RepositoryName name, string folder, CancellationToken cancellationToken)
    {
        if (GitRepository.DirectoryOf(folder) is not { } directory)
        {
            throw new GitException(FailureKind.NotFound, $"{folder} is no Git repository");
        }

        var repository = new GitRepository(directory);
        var head = await repository.HeadAsync(cancellationToken);
        var externalId = new Uri(folder).AbsoluteUri;
        return head is null ? await intake.SaveEmptyAsync(name, externalId, cancellationToken)
            : intake.Unchanged(name.Name, head.Commit) is { } same ? await intake.TouchAsync(name, same.ExternalId, cancellationToken)
            : await intake.ReadAsync(repository, head, name, externalId, null, cancellationToken);
    }

    private async Task<StoreCounts> ReadRemoteAsync(
        CrawlContext context, RepositoryIntake intake, RepositoryName name, GitRemote remote, CancellationToken cancellationToken)
    {
        var externalId = remote.Url.AbsoluteUri;
        var listed = await GitProcess.RunAsync(null, remote, ["ls-remote", "--quiet", "--", remote.Url.AbsoluteUri, "HEAD"], cancellationToken);
        if (listed.Split('\t') is not [{ Length: >= 40 } tip, ..])
        {
            return await intake.SaveEmptyAsync(name, externalId, cancellationToken);
        }

        if (intake.Unchanged(name.Name, tip) is { } same)
        {
            return await intake.TouchAsync(name, same.ExternalId, cancellationToken);
        }

        return await new CloneReading(intake, limits, clock).ReadAsync(name, remote, externalId, context.Connection.WithHistory, cancellationToken);
    }
}
