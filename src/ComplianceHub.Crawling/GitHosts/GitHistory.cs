using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>A file that a commit touched, before renames are told from deletions and additions.</summary>
/// <param name="OldSha">Null when the commit created it.</param>
/// <param name="NewSha">Null when the commit deleted it.</param>
public sealed record RawChange(string Path, FileKind Kind, string? OldSha, string? NewSha);

/// <summary>A commit with the relevant files it touched.</summary>
public sealed record RawCommit(string Sha, DateTime CommittedAt, ImmutableArray<RawChange> Changes);

/// <summary>A walked history, oldest first, and why it stopped short of what was asked for.</summary>
public sealed record RawHistory(ImmutableArray<RawCommit> Commits, string? Shortened);

/// <summary>
/// Walks the first-parent line of the default branch: what the branch showed, commit by commit; a merge counts as one change. When the walk starts
/// in the middle of the line, the first commit returned is the one before it with every relevant file it had, so that the state at the start is known.
/// </summary>
internal sealed class GitHistory(GitRepository repository, GitLimits limits, TimeProvider clock)
{
    /// <param name="through">
    /// The newest commit that is already stored; null for none. When the branch was rewritten since, the walk begins where old and new line part, or with
    /// nothing when that cannot be told: what was once stored is not read again.
    /// </param>
    public async Task<RawHistory> WalkAsync(string head, string? through, CancellationToken cancellationToken)
    {
        if (through == head)
        {
            return new RawHistory([], null);
        }

        if (through is not null && !await repository.IsAncestorAsync(through, head, cancellationToken))
        {
            through = await repository.CommonAncestorAsync(through, head, cancellationToken);
            if (through is null)
            {
                return new RawHistory([], null);
            }
        }

        var since = (clock.GetUtcNow() - limits.HistoryAge).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv",
            "--no-notes", "--no-show-signature", "--format=%x01%H %ct", "--max-count=" + (limits.Commits + 1).ToString(CultureInfo.InvariantCulture),
        ];
        arguments.AddRange(through is null ? ["--since=" + since, head] : [through + ".." + head]);
        arguments.Add("--");
        arguments.AddRange(RelevantFiles.HistoryPathspecs);

        var (commits, shortened) = await ReadAsync(arguments, cancellationToken);
        string? before = null;
        if (commits.Count > limits.Commits)
        {
            before = commits[0].Sha;
            commits.RemoveRange(0, commits.Count - limits.Commits);
            shortened = $"Only the newest {limits.Commits} commits were read";
        }
        else if (through is null && shortened is null)
        {
            before = (await repository.RunAsync(["rev-list", "-1", "--first-parent", "--before=" + since, head, "--"], cancellationToken)).Trim();
        }

        if (before is { Length: > 0 })
        {
            commits.Insert(0, await StateAsync(before, cancellationToken));
        }

        return new RawHistory([.. commits.Where(c => c.Changes.Length > 0)], shortened);
    }

    private async Task<(List<RawCommit> Commits, string? Shortened)> ReadAsync(List<string> arguments, CancellationToken cancellationToken)
    {
        var commits = new List<RawCommit>();
        var changes = ImmutableArray.CreateBuilder<RawChange>();
        (string Sha, DateTime Time)? current = null;
        string[]? raw = null;
        var total = 0;

        void Close()
        {
            if (current is { } commit)
            {
                commits.Add(new RawCommit(commit.Sha, commit.Time, changes.ToImmutable()));
                changes.Clear();
            }
        }

        var git = GitProcess.Start(repository.Directory, null, arguments, cancellationToken);
        await using (git)
        {
            await git.FeedAsync(null);
            await foreach (var record in NulRecords.ReadAsync(git.Output, CancellationToken.None))
            {
                if (raw is not null)
                {
                    if (record is not null && Change(raw, record) is { } change)
                    {
                        changes.Add(change);
                        total++;
                    }

                    raw = null;
                    continue;
                }

                var text = record?.TrimStart('\n') ?? "";
                if (text.StartsWith('\x01') && text[1..].Split(' ') is [var sha, var time])
                {
                    Close();
                    if (total > limits.Changes)
                    {
                        return (commits, $"Only the first {limits.Changes} file changes were read");
                    }

                    current = (sha, GitRepository.Time(time));
                }
                else if (text.StartsWith(':'))
                {
                    raw = text[1..].Split(' ');
                }
            }

            await git.EndAsync();
        }

        Close();
        return (commits, null);
    }

    // <old mode> <new mode> <old object> <new object> <status>
    private static RawChange? Change(string[] raw, string path)
    {
        if (raw.Length != 5 || KindOf(path) is not { } kind)
        {
            return null;
        }

        // A link or submodule in a file's place is, to us, no file.
        var old = raw[0].StartsWith("100", StringComparison.Ordinal) ? raw[2] : null;
        var now = raw[1].StartsWith("100", StringComparison.Ordinal) ? raw[3] : null;
        return old == now ? null : new RawChange(path, kind, old, now);
    }

    private static FileKind? KindOf(string path) =>
        RelevantFiles.Classify(path) is { } kind && RelevantFiles.HasHistory(kind) && FileSelection.IsOrdinary(path) ? kind : null;

    private async Task<RawCommit> StateAsync(string commit, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<RawChange>();
        var entries = 0;
        await foreach (var entry in repository.TreeAsync(commit, cancellationToken))
        {
            if (++entries > limits.TreeEntries)
            {
                break;
            }

            if (entry is { IsFile: true, Path: { } path } && KindOf(path) is { } kind)
            {
                files.Add(new RawChange(path, kind, null, entry.Sha));
            }
        }

        var printed = await repository.RunAsync(["rev-list", "-1", "--no-commit-header", "--format=%ct", commit, "--"], cancellationToken);
        return new RawCommit(commit, GitRepository.Time(printed.Trim()), files.ToImmutable());
    }
}
