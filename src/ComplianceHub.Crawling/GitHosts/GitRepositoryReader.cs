using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>What is to be read of a repository on disk.</summary>
/// <param name="WithHistory">Whether the history is walked.</param>
/// <param name="HistoryThrough">The newest commit whose history is stored; null for none.</param>
/// <param name="FetchAsync">Brings blobs of a partial clone, once, before any is read; null when all objects are there.</param>
public sealed record ReadingRequest(
    GitHead Head, bool WithHistory, string? HistoryThrough, Func<IReadOnlyCollection<string>, CancellationToken, Task>? FetchAsync = null);

/// <summary>
/// Reads the relevant files of a repository on disk, at its head and through its history: their contents go to the blob store, each verified against its
/// id; what is too large, binary or damaged is noted and the rest is read.
/// </summary>
public sealed class GitRepositoryReader(GitLimits limits, TimeProvider clock)
{
    /// <exception cref="GitException">The repository itself cannot be read.</exception>
    public async Task<RepositoryReading> ReadAsync(GitRepository repository, ReadingRequest request, BlobStore blobs, CancellationToken cancellationToken)
    {
        var selection = new FileSelection(limits);
        var wholeTree = true;
        await foreach (var entry in repository.TreeAsync(request.Head.Commit, cancellationToken))
        {
            if (entry.IsFile && !selection.Offer(entry.Path, entry.Sha))
            {
                wholeTree = false;
                break;
            }
        }

        var files = selection.Take();
        var history = new RawHistory([], null);
        if (request.WithHistory && wholeTree)
        {
            history = await new GitHistory(repository, limits, clock).WalkAsync(request.Head.Commit, request.HistoryThrough, cancellationToken);
            if (history.Shortened is { } shortened)
            {
                selection.Fail("", FailureKind.TooLarge, "History: " + shortened);
            }
        }

        var contents = new Contents(repository, selection, limits);
        foreach (var file in files)
        {
            contents.Want(file.BlobSha, file.Kind, file.Path, null);
        }

        foreach (var commit in history.Commits)
        {
            foreach (var change in commit.Changes.Where(c => c.NewSha is not null))
            {
                contents.Want(change.NewSha!, change.Kind, change.Path, commit.Sha);
            }
        }

        var toCompare = history.Commits.SelectMany(RenameMatcher.BlobsToCompare).ToHashSet(StringComparer.Ordinal);
        await contents.ReadAsync(files.Select(f => f.BlobSha), toCompare, request.FetchAsync, blobs, cancellationToken);

        return new RepositoryReading(
            [.. files.Where(f => contents.IsGood(f.BlobSha)).Select(f => new FileFacts(f.Path, f.BlobSha, f.Kind, contents.SizeOf(f.BlobSha)))],
            request.WithHistory && wholeTree ? History(request, history, contents) : [],
            selection.Failures());
    }

    // Ends with the head, be it without a change, so that the store knows how far the history was walked.
    private ImmutableArray<CommitFacts> History(ReadingRequest request, RawHistory history, Contents contents)
    {
        var commits = history.Commits.Select(c => Facts(c, contents)).Where(c => c.Changes.Length > 0).ToImmutableArray();
        return request.Head.Commit == request.HistoryThrough || (commits is [.., var last] && last.Sha == request.Head.Commit) ? commits
            : commits.Add(Facts(new RawCommit(request.Head.Commit, request.Head.CommittedAt, []), contents));
    }

    private CommitFacts Facts(RawCommit commit, Contents contents)
    {
        // A date in the future is a wrong clock; the commit is here now.
        var now = clock.GetUtcNow().UtcDateTime;
        return new CommitFacts(
            commit.Sha,
            commit.CommittedAt > now ? now : commit.CommittedAt,
            [.. RenameMatcher.Match(commit, contents.Sketches).Where(c => c.BlobSha is null || contents.IsGood(c.BlobSha))]);
    }

    /// <summary>The blobs of one reading.</summary>
    private sealed class Contents(GitRepository repository, FileSelection selection, GitLimits limits)
    {
        private const int MaxDamaged = 20;
        private readonly Dictionary<string, (FileKind Kind, string Path, string Item)> _wanted = new(StringComparer.Ordinal);
        private readonly HashSet<string> _bad = new(StringComparer.Ordinal);
        private Dictionary<string, long> _sizes = [];

        public Dictionary<string, LineSketch> Sketches { get; } = new(StringComparer.Ordinal);

        public void Want(string blobSha, FileKind kind, string path, string? commit) =>
            _wanted.TryAdd(blobSha, (kind, path, commit is null ? path : $"{path}@{commit[..12]}"));

        public bool IsGood(string blobSha) => !_bad.Contains(blobSha);

        public long SizeOf(string blobSha) => _sizes.GetValueOrDefault(blobSha);

        public async Task ReadAsync(
            IEnumerable<string> atHead, HashSet<string> toCompare, Func<IReadOnlyCollection<string>, CancellationToken, Task>? fetch, BlobStore blobs, CancellationToken cancellationToken)
        {
            var missing = _wanted.Count == 0 ? [] : await blobs.MissingAsync(_wanted.Keys, cancellationToken);
            var looked = atHead.Concat(missing).Concat(toCompare).Distinct(StringComparer.Ordinal).ToList();
            if (fetch is not null && looked.Count > 0)
            {
                await fetch(looked, cancellationToken);
            }

            _sizes = await repository.SizesAsync(looked, cancellationToken);
            var readable = new List<string>();
            foreach (var sha in looked)
            {
                if (!_sizes.TryGetValue(sha, out var size))
                {
                    Reject(sha, FailureKind.IntegrityMismatch, "The repository lacks this content");
                }
                else if (size > limits.BytesOf(_wanted.TryGetValue(sha, out var wanted) ? wanted.Kind : FileKind.Dockerfile))
                {
                    Reject(sha, FailureKind.TooLarge, $"{size:N0} bytes; at most {limits.BytesOf(wanted.Kind):N0} are read");
                }
                else if (missing.Contains(sha) || toCompare.Contains(sha))
                {
                    readable.Add(sha);
                }
            }

            var batch = new BlobBatch(blobs);
            for (var damaged = 0; readable.Count > 0 && damaged < MaxDamaged; damaged++)
            {
                var done = 0;
                try
                {
                    await foreach (var (sha, content) in repository.BlobsAsync(readable, cancellationToken))
                    {
                        done++;
                        if (Accept(sha, content, toCompare) && missing.Contains(sha))
                        {
                            await batch.AddAsync(sha, content, cancellationToken);
                        }
                    }
                }
                catch (GitException e) when (done < readable.Count)
                {
                    // One damaged object ends git; go on behind it.
                    Reject(readable[done], e.Failure == FailureKind.HostError ? FailureKind.IntegrityMismatch : e.Failure, e.Message);
                    done++;
                }

                readable.RemoveRange(0, done);
            }

            foreach (var sha in readable)
            {
                Reject(sha, FailureKind.IntegrityMismatch, "Not read: the repository is damaged");
            }

            await batch.FlushAsync(cancellationToken);
        }

        private bool Accept(string sha, byte[] content, HashSet<string> toCompare)
        {
            if (!BlobId.IsIdOf(sha, content))
            {
                Reject(sha, FailureKind.IntegrityMismatch, "The content does not match its id");
                return false;
            }

            if (toCompare.Contains(sha))
            {
                Sketches[sha] = new LineSketch(content);
            }

            if (!_wanted.TryGetValue(sha, out var wanted))
            {
                return true;
            }

            if (content.AsSpan().Contains((byte)0))
            {
                Reject(sha, FailureKind.Malformed, "Binary content");
                return false;
            }

            if (!RelevantFiles.IsPlausible(wanted.Kind, wanted.Path, content))
            {
                _bad.Add(sha);
                return false;
            }

            return true;
        }

        private void Reject(string sha, FailureKind kind, string message)
        {
            if (_bad.Add(sha) && _wanted.TryGetValue(sha, out var wanted))
            {
                selection.Fail(wanted.Item, kind, message);
            }
        }
    }
}
