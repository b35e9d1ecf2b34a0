using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>Something of a repository that could not be read; the rest was.</summary>
/// <param name="Item">A path, with <c>@commit</c> when it is of the history; empty for the repository itself.</param>
public sealed record ReadingFailure(string Item, FailureKind Kind, string Message);

/// <summary>What was read of a repository; the contents went to the <see cref="BlobStore"/>.</summary>
public sealed record RepositoryReading(ImmutableArray<FileFacts> Files, ImmutableArray<CommitFacts> History, ImmutableArray<ReadingFailure> Failures);

/// <summary>A relevant file before its content was looked at.</summary>
internal readonly record struct FoundFile(string Path, FileKind Kind, string BlobSha);

/// <summary>Takes the relevant files of a listing, within the limits, and notes what it left out.</summary>
internal sealed class FileSelection(GitLimits limits)
{
    // A hostile repository must not fill the list of failures either.
    private const int MaxFailures = 100;
    private readonly List<FoundFile> _files = [];
    private readonly List<ReadingFailure> _failures = [];
    private int _entries;
    private int _unlisted;

    /// <summary>Looks at one more entry.</summary>
    /// <returns>False when the listing is too long to go on.</returns>
    public bool Offer(string? path, string blobSha)
    {
        if (++_entries > limits.TreeEntries)
        {
            Fail("", FailureKind.TooLarge, $"The tree has more than {limits.TreeEntries:N0} entries; the rest was not read");
            return false;
        }

        if (path is null)
        {
            Fail("", FailureKind.Malformed, "A path is not UTF-8");
        }
        else if (RelevantFiles.Classify(path) is { } kind)
        {
            if (IsOrdinary(path))
            {
                _files.Add(new FoundFile(path, kind, blobSha));
            }
            else
            {
                Fail(Printable(path), FailureKind.Malformed, "The path has control characters or steps out of the repository");
            }
        }

        return true;
    }

    public void Fail(string item, FailureKind kind, string message)
    {
        if (_failures.Count < MaxFailures)
        {
            _failures.Add(new ReadingFailure(item, kind, message));
        }
        else
        {
            _unlisted++;
        }
    }

    /// <summary>The files to read: CODEOWNERS and Dockerfiles first, by path.</summary>
    public List<FoundFile> Take()
    {
        var ordered = _files.OrderBy(f => RelevantFiles.Priority(f.Kind)).ThenBy(f => f.Path, StringComparer.Ordinal).ToList();
        var manifests = 0;
        var taken = ordered.Where(f => f.Kind != FileKind.Kubernetes || ++manifests <= limits.KubernetesFiles).Take(limits.Files).ToList();
        if (taken.Count < ordered.Count)
        {
            Fail("", FailureKind.TooLarge, $"{ordered.Count:N0} relevant files; the first {taken.Count:N0} were read, Dockerfiles before others");
        }

        return taken;
    }

    public ImmutableArray<ReadingFailure> Failures() =>
        _unlisted == 0 ? [.. _failures] : [.. _failures, new ReadingFailure("", FailureKind.TooLarge, $"{_unlisted:N0} more failures of this repository")];

    /// <summary>Whether a path has no control characters and stays in its repository.</summary>
    public static bool IsOrdinary(string path)
    {
        if (path.Length > 4096 || path.Any(char.IsControl))
        {
            return false;
        }

        foreach (var segment in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(segment) is "" or "." or ".." or ".git")
            {
                return false;
            }
        }

        return true;
    }

    private static string Printable(string path) => string.Concat(path.Take(200).Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
