using System.Text;
using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Crawling.Tests.GitHosts;

/// <summary>Repositories made by somebody who wants to harm the reader.</summary>
public sealed class HostileRepositoryTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryBlobs _blobs = new();
    private readonly GitSandbox _git;

    public HostileRepositoryTests() => _git = new GitSandbox(_folder["r.git"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_that_the_repositorys_settings_name_is_run()
    {
        var mark = _folder["ran"];
        var script = _folder.Write("evil.sh", $"#!/bin/sh\ntouch {mark}\ncat\n");
        TemporaryFolder.SetMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _git.Commit(s_now.AddDays(-1), ("Dockerfile", "FROM a\n"), (".gitattributes", "* filter=evil diff=evil\n"), ("old/Dockerfile", "FROM x\nRUN y\n"));
        _git.Commit(s_now, ("Dockerfile", "FROM b\n"), ("old/Dockerfile", null), ("new/Dockerfile", "FROM x\nRUN y\nRUN z\n"));
        foreach (var key in (string[])
            ["core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "core.gitProxy", "core.alternateRefsCommand", "filter.evil.smudge", "filter.evil.clean",
             "filter.evil.process", "diff.evil.textconv", "diff.evil.command", "diff.external", "gpg.program", "gpg.ssh.program", "pager.log", "alias.log", "alias.ls-tree",
             "credential.helper", "uploadpack.packObjectsHook", "remote.origin.uploadpack", "interactive.diffFilter"])
        {
            _git.Git("config", key, script);
        }

        _git.Git("config", "log.showSignature", "true");
        _git.Git("config", "core.hooksPath", _folder.Path);
        foreach (var hook in (string[])["post-checkout", "pre-auto-gc", "reference-transaction", "post-index-change"])
        {
            _folder.Write("r.git/hooks/" + hook, $"#!/bin/sh\ntouch {mark}\n");
            TemporaryFolder.SetMode(_folder["r.git/hooks/" + hook], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var reading = await ReadAsync(withHistory: true);

        Assert.False(File.Exists(mark), "something was run");
        Assert.Equal(["Dockerfile", "new/Dockerfile"], reading.Files.Select(f => f.Path));
        Assert.Equal("old/Dockerfile", reading.History[1].Changes.Single(c => c.Path == "new/Dockerfile").RenamedFrom);
    }

    [Theory]
    [InlineData("ext::sh -c 'touch {0}'")]
    [InlineData("file://{0}")]
    [InlineData("ssh://-oProxyCommand=touch {0}/x")]
    public async Task A_repository_that_promises_its_objects_elsewhere_fetches_nothing(string url)
    {
        var mark = _folder["ran"];
        _git.Commit(s_now, ("Dockerfile", "FROM a\n"), ("b/Dockerfile", "FROM b\n"));
        _git.Git("config", "core.repositoryFormatVersion", "1");
        _git.Git("config", "extensions.partialClone", "origin");
        _git.Git("config", "remote.origin.promisor", "true");
        _git.Git("config", "remote.origin.url", string.Format(System.Globalization.CultureInfo.InvariantCulture, url, mark));
        _git.Git("config", "protocol.allow", "always");
        _git.Git("config", "protocol.ext.allow", "always");
        Unpack();
        File.Delete(ObjectOf("b/Dockerfile"));

        var failed = await Record.ExceptionAsync(() => ReadAsync());

        Assert.False(File.Exists(mark), "something was run");
        Assert.True(failed is null or GitException);
    }

    [Fact]
    public async Task Links_and_submodules_are_not_followed()
    {
        _git.CommitBytes(
            s_now,
            ("Dockerfile", "/etc/passwd"u8.ToArray(), "120000"),
            ("sub/Dockerfile", Encoding.ASCII.GetBytes(new string('1', 40)), "160000"),
            ("CODEOWNERS", "../../../etc/shadow"u8.ToArray(), "120000"),
            ("a/Dockerfile", "FROM a\n"u8.ToArray(), "100644"));

        var reading = await ReadAsync(withHistory: true);

        Assert.Equal("a/Dockerfile", Assert.Single(reading.Files).Path);
        Assert.Equal("a/Dockerfile", Assert.Single(Assert.Single(reading.History).Changes).Path);
    }

    [Fact]
    public async Task A_file_of_100_MB_is_a_recorded_failure_and_costs_no_memory()
    {
        _git.CommitBytes(s_now.AddDays(-1), ("Dockerfile", new byte[100_000_000], "100644"), ("a/Dockerfile", "FROM a\n"u8.ToArray(), "100644"));
        _git.Commit(s_now, ("CODEOWNERS", new string('#', 3_000_001)));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var reading = await ReadAsync(withHistory: true);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20_000_000);
        Assert.Equal("a/Dockerfile", Assert.Single(reading.Files).Path);
        Assert.Equal([("CODEOWNERS", FailureKind.TooLarge), ("Dockerfile", FailureKind.TooLarge)], reading.Failures.Select(f => (f.Item, f.Kind)));
    }

    [Fact]
    public async Task Binary_garbage_is_a_recorded_failure()
    {
        _git.CommitBytes(s_now, ("Dockerfile", [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1], "100755"), ("b/Dockerfile", [0xFF, 0xFE, 0xC3, 0x28], "100644"));

        var reading = await ReadAsync();

        Assert.Equal("b/Dockerfile", Assert.Single(reading.Files).Path);
        Assert.Equal(FailureKind.Malformed, Assert.Single(reading.Failures).Kind);
    }

    [Fact]
    public async Task Names_with_newlines_are_refused_and_names_that_look_like_options_are_names()
    {
        _git.Commit(s_now, ("a\nb/Dockerfile", "FROM a\n"), ("--upload-pack=x/Dockerfile", "FROM b\n"), ("\t/Dockerfile", "FROM c\n"), ("$(touch x)/Dockerfile", "FROM d\n"));

        var reading = await ReadAsync(withHistory: true);

        Assert.Equal(["$(touch x)/Dockerfile", "--upload-pack=x/Dockerfile"], reading.Files.Select(f => f.Path));
        Assert.Equal(["\uFFFD/Dockerfile", "a\uFFFDb/Dockerfile"], reading.Failures.Select(f => f.Item));
    }

    [Fact]
    public async Task A_tree_that_steps_out_of_the_repository_is_refused()
    {
        var blob = GitSandbox.Run(new MemoryStream("FROM a\n"u8.ToArray()), ["--git-dir=" + _git.Directory, "hash-object", "-w", "--stdin"]).Trim();
        var inner = Tree($"100644 blob {blob}\tDockerfile\n");
        var outer = RawTree("..", inner);
        var commit = _git.Git("commit-tree", "-m", "x", outer).Trim();
        _git.Git("update-ref", "refs/heads/main", commit);

        var reading = await ReadAsync(withHistory: true);

        Assert.Empty(reading.Files);
        Assert.Equal(FailureKind.Malformed, Assert.Single(reading.Failures).Kind);
        Assert.Equal(0, _blobs.Count);
    }

    [Fact]
    public async Task A_tree_of_trees_without_end_is_cut_off()
    {
        var blob = GitSandbox.Run(new MemoryStream("FROM a\n"u8.ToArray()), ["--git-dir=" + _git.Directory, "hash-object", "-w", "--stdin"]).Trim();
        var tree = Tree($"100644 blob {blob}\tDockerfile\n");
        for (var depth = 0; depth < 9; depth++)
        {
            tree = Tree(string.Concat(Enumerable.Range(0, 10).Select(i => $"040000 tree {tree}\td{i}\n")));
        }

        _git.Git("update-ref", "refs/heads/main", _git.Git("commit-tree", "-m", "bomb", tree).Trim());

        var reading = await ReadAsync(withHistory: true, GitLimits.Default with { TreeEntries = 5_000 });

        Assert.Equal(500, reading.Files.Length);
        Assert.Empty(reading.History);
        Assert.All(reading.Failures, f => Assert.Equal(FailureKind.TooLarge, f.Kind));
        Assert.Equal(1, _blobs.Count);
    }

    [Fact]
    public async Task A_damaged_object_costs_only_its_own_file()
    {
        _git.Commit(s_now, ("a/Dockerfile", "FROM a\n"), ("b/Dockerfile", "FROM b\n"), ("c/Dockerfile", "FROM c\n"), ("d/Dockerfile", "FROM d\n"));
        Unpack();
        await File.WriteAllBytesAsync(ObjectOf("b/Dockerfile"), "garbage"u8.ToArray(), TestContext.Current.CancellationToken);

        // Another blob's object under this one's name: valid, and not what it is called.
        File.Copy(ObjectOf("a/Dockerfile"), ObjectOf("c/Dockerfile"), overwrite: true);

        var reading = await ReadAsync();

        Assert.Equal(["a/Dockerfile", "d/Dockerfile"], reading.Files.Select(f => f.Path));
        Assert.Equal(["b/Dockerfile", "c/Dockerfile"], reading.Failures.Select(f => f.Item).Order(StringComparer.Ordinal));
        Assert.All(reading.Failures, f => Assert.Equal(FailureKind.IntegrityMismatch, f.Kind));
    }

    [Fact]
    public async Task Replaced_objects_are_read_as_they_were_committed()
    {
        _git.Commit(s_now, ("Dockerfile", "FROM a\n"), ("other", "FROM evil\n"));
        _git.Git("replace", _git.Git("rev-parse", "main:Dockerfile").Trim(), _git.Git("rev-parse", "main:other").Trim());

        Assert.Equal("FROM a\n", _blobs.Text(Assert.Single((await ReadAsync()).Files).BlobSha));
    }

    [Fact]
    public async Task A_repository_that_vanishes_while_it_is_read_is_a_failure_of_its_own()
    {
        _git.Commit(s_now, ("Dockerfile", "FROM a\n"));
        var repository = new GitRepository(_git.Directory);
        var head = await repository.HeadAsync(TestContext.Current.CancellationToken);
        Directory.Delete(_git.Directory, recursive: true);

        var failed = await Assert.ThrowsAsync<GitException>(() => ReadAsync(repository, head!, false, GitLimits.Default));

        Assert.Equal(FailureKind.NotFound, failed.Failure);
    }

    private void Unpack()
    {
        foreach (var pack in Directory.GetFiles(_folder["r.git/objects/pack"], "*.pack"))
        {
            var moved = _folder["moved.pack"];
            File.Move(pack, moved);
            File.Delete(Path.ChangeExtension(pack, ".idx"));
            using var stream = File.OpenRead(moved);
            GitSandbox.Run(stream, ["--git-dir=" + _git.Directory, "unpack-objects", "-q"]);
        }

        foreach (var file in Directory.GetFiles(_folder["r.git/objects"], "*", SearchOption.AllDirectories))
        {
            TemporaryFolder.SetMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private string ObjectOf(string path)
    {
        var sha = _git.Git("rev-parse", "main:" + path).Trim();
        return _folder[$"r.git/objects/{sha[..2]}/{sha[2..]}"];
    }

    private string Tree(string listing) => GitSandbox.Run(new MemoryStream(Encoding.ASCII.GetBytes(listing)), ["--git-dir=" + _git.Directory, "mktree"]).Trim();

    // mktree refuses such names; a hostile host does not.
    private string RawTree(string name, string tree)
    {
        using var content = new MemoryStream();
        content.Write(Encoding.ASCII.GetBytes($"40000 {name}\0"));
        content.Write(Convert.FromHexString(tree));
        content.Position = 0;
        return GitSandbox.Run(content, ["--git-dir=" + _git.Directory, "hash-object", "-w", "--literally", "-t", "tree", "--stdin"]).Trim();
    }

    private async Task<RepositoryReading> ReadAsync(bool withHistory = false, GitLimits? limits = null)
    {
        var repository = new GitRepository(_git.Directory);
        var head = await repository.HeadAsync(TestContext.Current.CancellationToken);
        return await ReadAsync(repository, head!, withHistory, limits ?? GitLimits.Default);
    }

    private Task<RepositoryReading> ReadAsync(GitRepository repository, GitHead head, bool withHistory, GitLimits limits) =>
        new GitRepositoryReader(limits, new FakeTimeProvider(s_now))
            .ReadAsync(repository, new ReadingRequest(head, withHistory, null), _blobs.Store, TestContext.Current.CancellationToken);
}
