using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>The head of a repository's default branch.</summary>
/// <param name="Branch">Short name, for instance <c>main</c>; <c>HEAD</c> when it stands on no branch.</param>
public sealed record GitHead(string Commit, DateTime CommittedAt, string Branch);

/// <summary>An entry of a tree; a path that is not UTF-8 is null.</summary>
/// <param name="Mode">For instance <c>100644</c>; <c>120000</c> is a symbolic link, <c>160000</c> a submodule.</param>
public readonly record struct TreeEntry(string Mode, string Sha, string? Path)
{
    public bool IsFile => Mode.StartsWith("100", StringComparison.Ordinal);
}

/// <summary>A repository on disk, bare or not, read through git's plumbing: never checked out, never written to.</summary>
/// <param name="directory">The Git directory itself: a bare repository's folder, or <c>.git</c>.</param>
public sealed class GitRepository(string directory)
{
    public string Directory { get; } = directory;

    /// <summary>The Git directory of a folder; null when it is no repository. Links are not followed.</summary>
    public static string? DirectoryOf(string folder)
    {
        var inside = Path.Combine(folder, ".git");
        return IsGitDirectory(inside) ? inside : IsGitDirectory(folder) ? folder : null;
    }

    /// <summary>The head, or null when the repository has no commit. A head that points to no branch falls back to main, master or the only branch.</summary>
    public async Task<GitHead?> HeadAsync(CancellationToken cancellationToken)
    {
        var printed = await RunAsync(
            ["for-each-ref", "--format=%(HEAD)%00%(refname:short)%00%(objectname)%00%(committerdate:unix)", "--count=5000", "refs/heads/"], cancellationToken);
        var branches = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\0')).Where(f => f.Length == 4 && f[3].Length > 0).ToList();
        var head = branches.Find(b => b[0] == "*");
        if (head is null)
        {
            var detached = await DetachedHeadAsync(cancellationToken);
            if (detached is not null)
            {
                return detached;
            }

            head = branches.Find(b => b[1] == "main") ?? branches.Find(b => b[1] == "master") ?? (branches.Count == 1 ? branches[0] : null);
        }

        return head is null ? null : new GitHead(head[2], Time(head[3]), head[1]);
    }

    /// <summary>The oldest commit of the first-parent line.</summary>
    public async Task<string> RootCommitAsync(string head, CancellationToken cancellationToken)
    {
        var printed = await RunAsync(["rev-list", "--first-parent", "--max-parents=0", head], cancellationToken);
        return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., var root] ? root : head;
    }

    /// <summary>The URL of the first remote, <c>origin</c> before others, without credentials; null when there is none.</summary>
    public async Task<string?> RemoteUrlAsync(CancellationToken cancellationToken)
    {
        var printed = await RunAsync(["config", "--local", "--no-includes", "-z", "--default", "", "--get", "remote.origin.url"], cancellationToken);
        var url = printed.TrimEnd('\0', '\n');
        return url.Length == 0 ? null : GitException.Redact(url);
    }

    /// <summary>Whether the repository has the commit, and the head descends from it.</summary>
    public async Task<bool> IsAncestorAsync(string commit, string head, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(["merge-base", "--is-ancestor", commit, head], cancellationToken);
            return true;
        }
        catch (GitException)
        {
            return false;
        }
    }

    /// <summary>The commit where both lines part; null when one is not there or they have nothing in common.</summary>
    public async Task<string?> CommonAncestorAsync(string commit, string head, CancellationToken cancellationToken)
    {
        try
        {
            return (await RunAsync(["merge-base", commit, head], cancellationToken)).Trim() is { Length: > 0 } ancestor ? ancestor : null;
        }
        catch (GitException)
        {
            return null;
        }
    }

    /// <summary>Every entry of the commit's tree, depth first.</summary>
    public async IAsyncEnumerable<TreeEntry> TreeAsync(string commit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var git = GitProcess.Start(Directory, null, ["ls-tree", "-r", "-z", "--full-tree", commit], cancellationToken);
        await using (git)
        {
            await git.FeedAsync(null);
            await foreach (var record in NulRecords.ReadAsync(git.Output, CancellationToken.None))
            {
                // <mode> SP <type> SP <object> TAB <path>
                var tab = record?.IndexOf('\t', StringComparison.Ordinal) ?? -1;
                if (record is null || tab < 0)
                {
                    yield return new TreeEntry("100644", "", null);
                    continue;
                }

                yield return new TreeEntry(record[..6], record[(record.LastIndexOf(' ', tab) + 1)..tab], record[(tab + 1)..]);
            }

            await git.EndAsync();
        }
    }

    /// <summary>Sizes of objects; what is missing, unreadable or no blob is left out.</summary>
    public async Task<Dictionary<string, long>> SizesAsync(IReadOnlyCollection<string> blobShas, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, long>(blobShas.Count, StringComparer.Ordinal);
        if (blobShas.Count == 0)
        {
            return sizes;
        }

        using var input = new MemoryStream(Encoding.ASCII.GetBytes(string.Join('\n', blobShas) + "\n"));
        var printed = await GitProcess.RunAsync(Directory, null, ["cat-file", "--batch-check"], cancellationToken, input);
        foreach (var line in printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is [var sha, "blob", var size])
            {
                sizes[sha] = long.Parse(size, CultureInfo.InvariantCulture);
            }
        }

        return sizes;
    }

    /// <summary>Contents of blobs, in the order asked for, one at a time in memory. The caller has looked at their sizes and verifies their ids.</summary>
    /// <exception cref="GitException">A blob is unreadable: the one after the last that was returned.</exception>
    public async IAsyncEnumerable<(string Sha, byte[] Content)> BlobsAsync(IReadOnlyCollection<string> blobShas, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (blobShas.Count == 0)
        {
            yield break;
        }

        using var input = new MemoryStream(Encoding.ASCII.GetBytes(string.Join('\n', blobShas) + "\n"));
        var git = GitProcess.Start(Directory, null, ["cat-file", "--batch"], cancellationToken);
        await using (git)
        {
            var feeding = git.FeedAsync(input);
            var output = new BufferedStream(git.Output, 64 * 1024);
            foreach (var sha in blobShas)
            {
                // <object> SP <type> SP <size> LF <contents> LF
                var header = await ReadLineAsync(output);
                if (header?.Split(' ') is not [_, "blob", var size])
                {
                    if (header is null)
                    {
                        await git.EndAsync();
                    }

                    throw new GitException(FailureKind.IntegrityMismatch, header is null ? "git cat-file ended early" : "Not a readable blob: " + header);
                }

                var content = new byte[long.Parse(size, CultureInfo.InvariantCulture)];
                try
                {
                    await output.ReadExactlyAsync(content, CancellationToken.None);
                    output.ReadByte();
                }
                catch (EndOfStreamException)
                {
                    await git.EndAsync();
                    throw new GitException(FailureKind.IntegrityMismatch, "git cat-file ended early");
                }

                yield return (sha, content);
            }

            await feeding;
            await git.EndAsync();
        }
    }

    /// <summary>Runs a command in this repository without any transport.</summary>
    internal Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        GitProcess.RunAsync(Directory, null, arguments, cancellationToken);

    /// <summary>Seconds since 1970 as git prints them; a date that no calendar has becomes the nearest one.</summary>
    internal static DateTime Time(string unixSeconds) =>
        long.TryParse(unixSeconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? DateTime.UnixEpoch.AddSeconds(Math.Clamp(seconds, 0, 253_402_300_799))
            : DateTime.UnixEpoch;

    private static bool IsGitDirectory(string folder) =>
        new DirectoryInfo(folder) is { Exists: true, LinkTarget: null }
        && File.Exists(Path.Combine(folder, "HEAD"))
        && System.IO.Directory.Exists(Path.Combine(folder, "objects"))
        && System.IO.Directory.Exists(Path.Combine(folder, "refs"));

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 256 && await stream.ReadAsync(one, CancellationToken.None) == 1)
        {
            if (one[0] == (byte)'\n')
            {
                return line.ToString();
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private async Task<GitHead?> DetachedHeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var printed = await RunAsync(["rev-list", "-1", "--no-commit-header", "--format=%H %ct", "HEAD", "--"], cancellationToken);
            return printed.Trim().Split(' ') is [{ Length: > 0 } sha, var time] ? new GitHead(sha, Time(time), "HEAD") : null;
        }
        catch (GitException)
        {
            return null;
        }
    }
}
