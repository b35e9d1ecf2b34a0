using System.IO.Compression;
using System.Security.Cryptography;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>What an import did: names of repositories, as the folder connector will show them.</summary>
public sealed record FastExportResult(IReadOnlyList<string> Imported, IReadOnlyList<string> Unchanged, IReadOnlyList<ReadingFailure> Failures);

/// <summary>
/// Makes bare repositories of <c>*.fast-export</c> streams (also <c>.gz</c>), which the ordinary folder connector then reads. Two underscores in a
/// file's name stand for a folder. A stream that has not changed is not imported again.
/// </summary>
public static class FastExportImport
{
    private const string Extension = ".fast-export";
    private const string Unfinished = ".import-";

    /// <param name="streams">Folder with the streams.</param>
    /// <param name="workFolder">Where the repositories go; made when it is missing.</param>
    public static async Task<FastExportResult> RunAsync(string streams, string workFolder, CancellationToken cancellationToken)
    {
        var imported = new List<string>();
        var unchanged = new List<string>();
        var failures = new List<ReadingFailure>();
        var gate = new Lock();
        Directory.CreateDirectory(workFolder);
        foreach (var leftover in Directory.EnumerateDirectories(workFolder, Unfinished + "*").ToList())
        {
            Directory.Delete(leftover, recursive: true);
        }

        await Parallel.ForEachAsync(
            Directory.EnumerateFiles(streams, "*" + Extension).Concat(Directory.EnumerateFiles(streams, "*" + Extension + ".gz")).Order(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
            async (stream, cancel) =>
            {
                var file = Path.GetFileName(stream);
                var name = file[..file.IndexOf(Extension, StringComparison.Ordinal)].Replace("__", "/", StringComparison.Ordinal);
                try
                {
                    var isNew = await ImportAsync(stream, name, workFolder, cancel);
                    lock (gate)
                    {
                        (isNew ? imported : unchanged).Add(name);
                    }
                }
                catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException or InvalidDataException)
                {
                    lock (gate)
                    {
                        failures.Add(new ReadingFailure(name, (e as GitException)?.Failure ?? FailureKind.Malformed, e.Message));
                    }
                }
            });
        imported.Sort(StringComparer.Ordinal);
        unchanged.Sort(StringComparer.Ordinal);
        return new FastExportResult(imported, unchanged, failures);
    }

    /// <returns>False when the repository is there and stems from this very stream.</returns>
    private static async Task<bool> ImportAsync(string stream, string name, string workFolder, CancellationToken cancellationToken)
    {
        if (name.Split('/').Any(segment => segment.Length == 0 || segment[0] == '.'))
        {
            throw new GitException(FailureKind.Malformed, "The stream's name is no repository's name");
        }

        var repository = Path.Combine([workFolder, .. name.Split('/')]) + ".git";
        var mark = repository + ".sha256";
        var hash = await HashAsync(stream, cancellationToken);
        if (Directory.Exists(repository) && File.Exists(mark) && await File.ReadAllTextAsync(mark, cancellationToken) == hash)
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(repository)!);
        var fresh = Directory.CreateDirectory(Path.Combine(workFolder, Unfinished + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            await FillAsync(fresh, stream, cancellationToken);
            File.Delete(mark);
            if (Directory.Exists(repository))
            {
                Directory.Delete(repository, recursive: true);
            }

            Directory.Move(fresh, repository);
            await File.WriteAllTextAsync(mark, hash, cancellationToken);
            return true;
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    private static async Task FillAsync(string repository, string stream, CancellationToken cancellationToken)
    {
        await GitProcess.RunAsync(null, null, ["init", "--quiet", "--bare", "--template=", "--initial-branch=main", repository], cancellationToken);
        await using (var file = File.OpenRead(stream))
        await using (var plain = stream.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file)
        {
            // Git itself refuses a stream's wish to read or write files of marks.
            await GitProcess.RunAsync(repository, null, ["fast-import", "--quiet"], cancellationToken, plain);
        }

        if (await new GitRepository(repository).HeadAsync(cancellationToken) is { } head)
        {
            await GitProcess.RunAsync(repository, null, ["symbolic-ref", "HEAD", "refs/heads/" + head.Branch], cancellationToken);
        }
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
