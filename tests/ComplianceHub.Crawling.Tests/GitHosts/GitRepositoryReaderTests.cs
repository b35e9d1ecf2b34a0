using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Crawling.Tests.GitHosts;

public sealed class GitRepositoryReaderTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(s_now);
    private readonly MemoryBlobs _blobs = new();
    private readonly GitSandbox _git;

    public GitRepositoryReaderTests() => _git = new GitSandbox(_folder["r.git"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Relevant_files_of_the_head_are_read_and_nothing_else()
    {
        _git.Commit(s_now, ("Dockerfile", "FROM a\n"), ("src/main.go", "package main"), ("api/web.dockerfile", "FROM b\n"), (".github/CODEOWNERS", "* @o/t\n"));

        var reading = await ReadAsync();

        Assert.Equal([".github/CODEOWNERS", "Dockerfile", "api/web.dockerfile"], reading.Files.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.Equal("FROM b\n", _blobs.Text(reading.Files.Single(f => f.Path == "api/web.dockerfile").BlobSha));
        Assert.Equal(3, _blobs.Count);
        Assert.Empty(reading.Failures);
        Assert.Empty(reading.History);
    }

    [Fact]
    public async Task Manifests_without_an_image_and_source_code_called_like_a_Dockerfile_are_left_out()
    {
        _git.Commit(
            s_now, ("k8s/a.yaml", "image: nginx\n"), ("k8s/b.yaml", "kind: Role\n"), ("Dockerfile.go", "package dockerfile\n"), ("x/Dockerfile.go", "# service\nfrom golang\n"));

        var reading = await ReadAsync();

        Assert.Equal(["x/Dockerfile.go", "k8s/a.yaml"], reading.Files.Select(f => f.Path));
        Assert.Empty(reading.Failures);
    }

    [Fact]
    public async Task History_lists_first_parents_oldest_first_and_merges_as_one_change()
    {
        var first = _git.Commit(s_now.AddDays(-9), ("Dockerfile", "FROM a:1\n"));
        var side = _git.Git("commit-tree", "-p", first, "-m", "side", WithFile(first, "Dockerfile", "FROM a:side\n")).Trim();
        _git.Commit(s_now.AddDays(-8), ("README.md", "x"));
        var tree = WithFile(_git.Head, "Dockerfile", "FROM a:side\n");
        var merge = _git.Git("commit-tree", "-p", _git.Head, "-p", side, "-m", "merge", tree).Trim();
        _git.Git("update-ref", "refs/heads/main", merge);

        var reading = await ReadAsync(withHistory: true);

        Assert.Equal([first, merge], reading.History.Select(c => c.Sha));
        Assert.Equal("FROM a:side\n", _blobs.Text(reading.History[1].Changes.Single().BlobSha!));
    }

    [Fact]
    public async Task Only_what_came_after_the_stored_commit_is_walked()
    {
        var first = _git.Commit(s_now.AddDays(-9), ("Dockerfile", "FROM a:1\n"));
        var second = _git.Commit(s_now.AddDays(-8), ("Dockerfile", "FROM a:2\n"));

        Assert.Equal([second], (await ReadAsync(withHistory: true, through: first)).History.Select(c => c.Sha));
        Assert.Empty((await ReadAsync(withHistory: true, through: second)).History);
        Assert.Equal([first, second], (await ReadAsync(withHistory: true)).History.Select(c => c.Sha));
    }

    [Fact]
    public async Task A_rewritten_branch_is_walked_from_where_the_lines_part()
    {
        var first = _git.Commit(s_now.AddDays(-9), ("Dockerfile", "FROM a:1\n"));
        var lost = _git.Commit(s_now.AddDays(-8), ("Dockerfile", "FROM a:2\n"));
        _git.Git("update-ref", "refs/heads/main", first);
        var rewritten = _git.Commit(s_now.AddDays(-7), ("Dockerfile", "FROM a:3\n"));

        Assert.Equal([rewritten], (await ReadAsync(withHistory: true, through: lost)).History.Select(c => c.Sha));
    }

    [Fact]
    public async Task A_rewritten_branch_whose_old_line_is_gone_shows_its_head_only()
    {
        _git.Commit(s_now.AddDays(-9), ("Dockerfile", "FROM a:1\n"));

        var head = Assert.Single((await ReadAsync(withHistory: true, through: new string('1', 40))).History);

        Assert.Equal(_git.Head, head.Sha);
        Assert.Empty(head.Changes);
    }

    [Fact]
    public async Task History_ends_with_the_head_even_when_that_changed_nothing_of_ours()
    {
        var first = _git.Commit(s_now.AddDays(-9), ("Dockerfile", "FROM a:1\n"));
        var last = _git.Commit(s_now.AddDays(-8), ("README.md", "x"));

        Assert.Equal([first, last], (await ReadAsync(withHistory: true)).History.Select(c => c.Sha));
        Assert.Empty((await ReadAsync(withHistory: true, through: last)).History);
    }

    [Fact]
    public async Task A_walk_that_starts_in_mid_history_begins_with_the_state_before_it()
    {
        _git.Commit(s_now.AddYears(-4), ("old/Dockerfile", "FROM old\n"), ("Dockerfile", "FROM a:0\n"));
        var before = _git.Commit(s_now.AddYears(-3), ("Dockerfile", "FROM a:1\n"));
        var inside = _git.Commit(s_now.AddDays(-8), ("Dockerfile", "FROM a:2\n"));

        var history = (await ReadAsync(withHistory: true, limits: GitLimits.Default with { HistoryAge = TimeSpan.FromDays(731) })).History;

        Assert.Equal([before, inside], history.Select(c => c.Sha));
        Assert.Equal(["Dockerfile", "old/Dockerfile"], history[0].Changes.Select(c => c.Path));
        Assert.Equal("FROM a:1\n", _blobs.Text(history[0].Changes[0].BlobSha!));
    }

    [Fact]
    public async Task More_commits_than_the_limit_leave_the_newest_and_a_recorded_failure()
    {
        for (var day = 0; day < 5; day++)
        {
            _git.Commit(s_now.AddDays(day - 10), ("Dockerfile", $"FROM a:{day}\n"));
        }

        var reading = await ReadAsync(withHistory: true, limits: GitLimits.Default with { Commits = 2 });

        Assert.Equal(["FROM a:2\n", "FROM a:3\n", "FROM a:4\n"], reading.History.Select(c => _blobs.Text(c.Changes.Single().BlobSha!)));
        Assert.Equal(FailureKind.TooLarge, Assert.Single(reading.Failures).Kind);
    }

    [Fact]
    public async Task Moves_are_told_from_deletions_by_content()
    {
        const string Text = "FROM a\nRUN one\nRUN two\nRUN three\nCMD [\"x\"]\n";
        _git.Commit(s_now.AddDays(-3), ("a/Dockerfile", Text), ("b/Dockerfile", "FROM other\nRUN something else\n"), ("same/x/Dockerfile", "FROM s\n"), ("same/y/Dockerfile", "FROM s\n"));
        _git.Commit(
            s_now.AddDays(-2), ("a/Dockerfile", null), ("c/Dockerfile", Text + "EXPOSE 80\n"), ("b/Dockerfile", null), ("d/Dockerfile", "FROM new\nWORKDIR /nothing/alike\n"),
            ("same/x/Dockerfile", null), ("same/y/Dockerfile", null), ("moved/x/Dockerfile", "FROM s\n"), ("moved/y/Dockerfile", "FROM s\n"));

        var changes = (await ReadAsync(withHistory: true)).History[1].Changes;

        Assert.Equal("a/Dockerfile", Of("c/Dockerfile").RenamedFrom);
        Assert.Null(Of("d/Dockerfile").RenamedFrom);
        Assert.Null(Of("b/Dockerfile").BlobSha);
        Assert.Equal("same/x/Dockerfile", Of("moved/x/Dockerfile").RenamedFrom);
        Assert.Equal("same/y/Dockerfile", Of("moved/y/Dockerfile").RenamedFrom);
        Assert.DoesNotContain(changes, c => c.Path is "a/Dockerfile" or "same/x/Dockerfile");

        FileChange Of(string path) => changes.Single(c => c.Path == path);
    }

    [Fact]
    public async Task A_commit_from_the_future_is_taken_to_be_of_now()
    {
        _git.Commit(s_now.AddYears(50), ("Dockerfile", "FROM a\n"));

        Assert.Equal(s_now.UtcDateTime, (await ReadAsync(withHistory: true)).History.Single().CommittedAt);
    }

    [Fact]
    public async Task Limits_on_files_leave_Dockerfiles_and_CODEOWNERS_and_a_recorded_failure()
    {
        _git.Commit(s_now, ("CODEOWNERS", "* @o/t"), ("a/Dockerfile", "FROM a"), ("b/Dockerfile", "FROM b"), ("compose.yaml", "services:"), ("a/.dockerignore", "x"));

        var reading = await ReadAsync(limits: GitLimits.Default with { Files = 3 });

        Assert.Equal(["CODEOWNERS", "a/Dockerfile", "b/Dockerfile"], reading.Files.Select(f => f.Path));
        Assert.Equal(FailureKind.TooLarge, Assert.Single(reading.Failures).Kind);
    }

    [Fact]
    public async Task What_is_stored_is_not_stored_again()
    {
        _git.Commit(s_now, ("Dockerfile", "FROM a\n"));
        await ReadAsync();
        _git.Commit(s_now, ("b/Dockerfile", "FROM a\n"), ("c/Dockerfile", "FROM c\n"));

        var reading = await ReadAsync(withHistory: true);

        Assert.Equal(3, reading.Files.Length);
        Assert.Equal(2, _blobs.Count);
    }

    private string WithFile(string commit, string path, string content)
    {
        var blob = GitSandbox.Run(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), ["--git-dir=" + _git.Directory, "hash-object", "-w", "--stdin"]).Trim();
        var others = _git.Git("ls-tree", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.EndsWith("\t" + path, StringComparison.Ordinal));
        var listing = string.Join('\n', others.Append($"100644 blob {blob}\t{path}")) + "\n";
        return GitSandbox.Run(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(listing)), ["--git-dir=" + _git.Directory, "mktree"]).Trim();
    }

    private async Task<RepositoryReading> ReadAsync(bool withHistory = false, string? through = null, GitLimits? limits = null)
    {
        var repository = new GitRepository(_git.Directory);
        var head = await repository.HeadAsync(TestContext.Current.CancellationToken);
        return await new GitRepositoryReader(limits ?? GitLimits.Default, _clock)
            .ReadAsync(repository, new ReadingRequest(head!, withHistory, through), _blobs.Store, TestContext.Current.CancellationToken);
    }
}
