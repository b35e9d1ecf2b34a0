using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>
/// A bare clone that lives as long as one reading. Commits and trees come first, contents only for the files that are read; hosts that cannot do that are
/// cloned with everything.
/// </summary>
internal sealed class TemporaryClone : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private readonly DirectoryInfo _folder;
    private readonly GitRemote _remote;
    private readonly GitLimits _limits;
    private readonly TimeProvider _clock;

    private TemporaryClone(DirectoryInfo folder, GitRemote remote, GitLimits limits, TimeProvider clock)
    {
        _folder = folder;
        _remote = remote;
        _limits = limits;
        _clock = clock;
        Repository = new GitRepository(Path.Combine(folder.FullName, "clone.git"));
    }

    public GitRepository Repository { get; }

    /// <summary>Whether contents are still to be fetched.</summary>
    public bool IsPartial { get; private set; }

    /// <exception cref="GitException">The host refused, cannot be reached, or has more than the limit.</exception>
    public static async Task<TemporaryClone> MakeAsync(
        GitRemote remote, bool withHistory, bool mayBePartial, GitLimits limits, TimeProvider clock, CancellationToken cancellationToken)
    {
        var clone = new TemporaryClone(Directory.CreateTempSubdirectory("compliancehub-git-"), remote, limits, clock);
        try
        {
            await clone.CloneAsync(withHistory, mayBePartial, cancellationToken);
            return clone;
        }
        catch
        {
            await clone.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings these blobs of a partial clone, all in one request.</summary>
    public async Task FetchAsync(IReadOnlyCollection<string> blobShas, CancellationToken cancellationToken)
    {
        using var input = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', blobShas) + "\n"));
        await GuardedAsync(
            Repository.Directory,
            ["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance",
             "--recurse-submodules=no", "--filter=blob:none", "--stdin", "origin"],
            input,
            cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }

        return ValueTask.CompletedTask;
    }

    private async Task CloneAsync(bool withHistory, bool mayBePartial, CancellationToken cancellationToken)
    {
        string[] depth = withHistory ? [] : ["--depth=1"];
        string[] filter = mayBePartial ? ["--filter=blob:none"] : [];
        try
        {
            var said = await RunCloneAsync([.. depth, .. filter], cancellationToken);
            IsPartial = mayBePartial && !said.Contains("filtering not recognized", StringComparison.Ordinal);
        }
        catch (GitException e) when (e.Failure == FailureKind.HostError && depth.Length + filter.Length > 0)
        {
            // A plain file server ("dumb http") knows neither.
            if (Directory.Exists(Repository.Directory))
            {
                Directory.Delete(Repository.Directory, recursive: true);
            }

            await RunCloneAsync([], cancellationToken);
        }
    }

    private Task<string> RunCloneAsync(IEnumerable<string> options, CancellationToken cancellationToken) => GuardedAsync(
        null,
        ["clone", "--quiet", "--bare", "--no-tags", "--single-branch", "--template=", .. options, "--", _remote.Url.AbsoluteUri, Repository.Directory],
        null,
        cancellationToken);

    // Git has no limit of its own for what it receives, so the folder is looked at while it grows.
    private async Task<string> GuardedAsync(string? directory, IReadOnlyList<string> arguments, Stream? input, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tooLarge = false;
        using var look = _clock.CreateTimer(
            _ =>
            {
                if (Size() > _limits.CloneBytes)
                {
                    tooLarge = true;
                    stop.Cancel();
                }
            },
            null, s_look, s_look);
        try
        {
            var git = GitProcess.Start(directory, _remote, arguments, stop.Token);
            await using (git)
            {
                var feeding = git.FeedAsync(input);
                await git.Output.CopyToAsync(Stream.Null, CancellationToken.None);
                await feeding;
                return await git.EndAsync();
            }
        }
        catch (OperationCanceledException) when (tooLarge && !cancellationToken.IsCancellationRequested)
        {
            throw new GitException(FailureKind.TooLarge, $"The repository takes more than {_limits.CloneBytes / (1024 * 1024):N0} MiB");
        }
    }

    private long Size()
    {
        try
        {
            return _folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Exists ? f.Length : 0);
        }
        catch (IOException)
        {
            // Git renames its packs while we look; the next look will see them.
            return 0;
        }
    }
}
