using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>What was read of a folder that is no repository.</summary>
/// <param name="State">Changes exactly when a relevant file does; stands where a repository has its head.</param>
/// <param name="ChangedAt">The newest relevant file's time.</param>
public sealed record PlainTreeReading(string State, DateTime? ChangedAt, RepositoryReading Reading);

/// <summary>Reads a folder of files as if it were a repository's head. Links are not followed; only files with content are opened.</summary>
public sealed class PlainTreeReader(GitLimits limits)
{
    /// <summary>Whether the folder holds a Dockerfile at any depth.</summary>
    public bool HasDockerfile(string folder) =>
        Entries(folder, null).Take(limits.TreeEntries).Any(path => RelevantFiles.Classify(path) == FileKind.Dockerfile);

    public async Task<PlainTreeReading> ReadAsync(string folder, BlobStore blobs, CancellationToken cancellationToken)
    {
        var selection = new FileSelection(limits);
        foreach (var path in Entries(folder, selection))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!selection.Offer(path, ""))
            {
                break;
            }
        }

        var files = new List<FileFacts>();
        var pending = new List<(string Sha, byte[] Content)>();
        var bytes = 0;
        DateTime? changedAt = null;
        foreach (var file in selection.Take())
        {
            if (await ContentAsync(folder, file, selection, cancellationToken) is not { } content)
            {
                continue;
            }

            var sha = BlobId.Of(content);
            files.Add(new FileFacts(file.Path, sha, file.Kind, content.Length));
            var time = File.GetLastWriteTimeUtc(Path.Combine(folder, file.Path));
            changedAt = changedAt is { } newest && newest > time ? newest : time;
            pending.Add((sha, content));
            bytes += content.Length;
            if (bytes > 4 * 1024 * 1024)
            {
                await SaveAsync(pending, blobs, cancellationToken);
                pending.Clear();
                bytes = 0;
            }
        }

        await SaveAsync(pending, blobs, cancellationToken);
        var state = string.Join('\n', files.Select(f => f.BlobSha + " " + f.Path).Order(StringComparer.Ordinal));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..40];
        return new PlainTreeReading("tree:" + hash, changedAt, new RepositoryReading([.. files], [], selection.Failures()));
    }

    private static async Task SaveAsync(List<(string Sha, byte[] Content)> pending, BlobStore blobs, CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
        {
            return;
        }

        var missing = await blobs.MissingAsync([.. pending.Select(p => p.Sha).Distinct(StringComparer.Ordinal)], cancellationToken);
        if (missing.Count > 0)
        {
            await blobs.SaveAsync(
                [.. pending.DistinctBy(p => p.Sha).Where(p => missing.Contains(p.Sha)).Select(p => (p.Sha, (ReadOnlyMemory<byte>)p.Content))], cancellationToken);
        }
    }

    private async Task<byte[]?> ContentAsync(string folder, FoundFile file, FileSelection selection, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(Path.Combine(folder, file.Path));
            var limit = limits.BytesOf(file.Kind);
            if (info.Length > limit)
            {
                selection.Fail(file.Path, FailureKind.TooLarge, $"{info.Length:N0} bytes; at most {limit:N0} are read");
                return null;
            }

            // A pipe or a device has no length, and opening one could wait for ever.
            var content = info.Length == 0 ? [] : await ReadAsync(info.FullName, (int)info.Length, cancellationToken);
            if (content.AsSpan().Contains((byte)0))
            {
                selection.Fail(file.Path, FailureKind.Malformed, "Binary content");
                return null;
            }

            return RelevantFiles.IsPlausible(file.Kind, file.Path, content) ? content : null;
        }
        catch (UnauthorizedAccessException)
        {
            selection.Fail(file.Path, FailureKind.Forbidden, "The file may not be read");
        }
        catch (IOException e)
        {
            selection.Fail(file.Path, FailureKind.NotFound, e is FileNotFoundException or DirectoryNotFoundException ? "The file vanished while it was read" : e.Message);
        }

        return null;
    }

    // Never more than the length that was looked at: a growing file ends there.
    private static async Task<byte[]> ReadAsync(string path, int length, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
        var content = new byte[length];
        var read = await stream.ReadAtLeastAsync(content, length, throwOnEndOfStream: false, cancellationToken);
        return read == length ? content : content[..read];
    }

    private static IEnumerable<string> Entries(string folder, FileSelection? failures)
    {
        var open = new Stack<string>();
        open.Push("");
        while (open.TryPop(out var relative))
        {
            FileSystemInfo[] entries;
            try
            {
                entries = [.. new DirectoryInfo(Path.Combine(folder, relative)).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal)];
            }
            catch (UnauthorizedAccessException)
            {
                failures?.Fail(relative, FailureKind.Forbidden, "The folder may not be read");
                continue;
            }
            catch (IOException)
            {
                failures?.Fail(relative, FailureKind.NotFound, "The folder vanished while it was read");
                continue;
            }

            foreach (var entry in entries.Where(e => e.LinkTarget is null))
            {
                var path = relative.Length == 0 ? entry.Name : relative + "/" + entry.Name;
                if (entry is not DirectoryInfo)
                {
                    yield return path;
                }
                else if (entry.Name is not (".git" or "node_modules"))
                {
                    open.Push(path);
                }
            }
        }
    }
}
