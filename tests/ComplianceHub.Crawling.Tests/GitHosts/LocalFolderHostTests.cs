using ComplianceHub.Storage;
using ComplianceHub.TestKit;

namespace ComplianceHub.Crawling.Tests.GitHosts;

public sealed class LocalFolderHostTests : GitHostContract
{
    private const string ReadsAsOthersDo = "COMPLIANCEHUB_TEST_READS_AS_OTHERS_DO";

    protected override string Kind => "folder";

    private string Root => Bench.Folder["repositories"];

    [Fact]
    public async Task Repositories_in_groups_working_copies_and_folders_of_files_are_found()
    {
        new GitSandbox(Path.Combine(Root, "group/api.git")).Commit(CrawlBench.Now, ("Dockerfile", "FROM a\n"));
        GitSandbox.Run("clone", "--quiet", Git.Directory, Path.Combine(Root, "copy"));
        Bench.Folder.Write("repositories/acme__files/x/Dockerfile", "FROM a\n");
        Bench.Folder.Write("repositories/nothing/readme", "x");
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), Git.Directory);

        var result = await Bench.CrawlAsync(await ConnectAsync());

        Assert.Equal(["acme/files", "copy", "group/api", "shop"], (await Bench.RepositoriesAsync()).Select(r => r.Name));
        Assert.Equal(4, result.Read);
    }

    [Fact]
    public async Task A_folder_of_files_is_touched_until_a_file_changes()
    {
        Bench.Folder.Write("repositories/files/x/Dockerfile", "FROM a\n");
        Bench.Folder.Write("repositories/files/node_modules/y/Dockerfile", "FROM a\n");
        Directory.CreateSymbolicLink(Path.Combine(Root, "files/etc"), "/etc");
        File.CreateSymbolicLink(Path.Combine(Root, "files/Dockerfile"), "/etc/passwd");
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);

        Assert.Equal(new StoreCounts(0, 0, 2), (await Bench.CrawlAsync(connection)).Counts);
        Assert.Equal(["api/Containerfile", "docker/Dockerfile", "x/Dockerfile"], await Bench.LivePathsAsync());

        Bench.Folder.Write("repositories/files/x/Dockerfile", "FROM b\n");
        Assert.Equal(1, (await Bench.CrawlAsync(connection)).Counts.Changed);
    }

    [Fact]
    public async Task One_broken_repository_is_a_recorded_failure_and_never_looks_gone()
    {
        var other = new GitSandbox(Path.Combine(Root, "other.git"));
        other.Commit(CrawlBench.Now, ("Dockerfile", "FROM a\n"));
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        other.Commit(CrawlBench.Now, ("Dockerfile", "FROM b\n"));
        foreach (var pack in Directory.GetFiles(Path.Combine(other.Directory, "objects"), "*", SearchOption.AllDirectories))
        {
            File.Delete(pack);
        }

        for (var sweep = 0; sweep < 3; sweep++)
        {
            var result = await Bench.CrawlAsync(connection);

            Assert.Equal((CrawlOutcome.Complete, 2), (result.Outcome, result.Read));
            Assert.Equal("other", Assert.Single(await Bench.FailuresAsync(result.RunId)).Item);
        }

        Assert.All(await Bench.RepositoriesAsync(), r => Assert.Null(r.GoneAt));
    }

    [Fact]
    public async Task A_repository_that_vanished_is_gone_after_two_complete_sweeps()
    {
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        Directory.Delete(Git.Directory, recursive: true);

        await Bench.CrawlAsync(connection);
        Assert.Null(Assert.Single(await Bench.RepositoriesAsync()).GoneAt);
        await Bench.CrawlAsync(connection);
        Assert.NotNull(Assert.Single(await Bench.RepositoriesAsync()).GoneAt);
    }

    [Fact]
    public async Task A_group_that_may_not_be_read_is_a_recorded_failure_and_its_repositories_are_not_gone()
    {
        if (Environment.IsPrivilegedProcess && Environment.GetEnvironmentVariable(ReadsAsOthersDo) is null)
        {
            await RunWithoutTheRightToReadEverythingAsync(nameof(A_group_that_may_not_be_read_is_a_recorded_failure_and_its_repositories_are_not_gone));
            return;
        }

        new GitSandbox(Path.Combine(Root, "group/api.git")).Commit(CrawlBench.Now, ("Dockerfile", "FROM a\n"));
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        TemporaryFolder.SetMode(Path.Combine(Root, "group"), UnixFileMode.None);

        var result = await Bench.CrawlAsync(connection);
        await Bench.CrawlAsync(connection);

        TemporaryFolder.SetMode(Path.Combine(Root, "group"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(("group", FailureKind.Forbidden), (Assert.Single(await Bench.FailuresAsync(result.RunId)) is var f ? (f.Item, f.Kind) : default));
        Assert.All(await Bench.RepositoriesAsync(), r => Assert.Null(r.GoneAt));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_fails_the_run_and_nothing_is_gone()
    {
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        Directory.Move(Root, Root + "-away");

        for (var sweep = 0; sweep < 3; sweep++)
        {
            Assert.Equal(CrawlOutcome.Failed, (await Bench.CrawlAsync(connection)).Outcome);
        }

        Assert.Null(Assert.Single(await Bench.RepositoriesAsync()).GoneAt);
    }

    [Fact]
    public async Task Two_copies_of_one_repository_are_two()
    {
        GitSandbox.Run("clone", "--quiet", "--bare", Git.Directory, Path.Combine(Root, "a.git"));
        GitSandbox.Run("clone", "--quiet", "--bare", Git.Directory, Path.Combine(Root, "b.git"));
        var connection = await ConnectAsync();

        await Bench.CrawlAsync(connection);

        Assert.Equal(3, (await Bench.RepositoriesAsync()).Count);
        Assert.Equal(new StoreCounts(0, 0, 3), (await Bench.CrawlAsync(connection)).Counts);
    }

    protected override Task<int> ConnectAsync(bool withHistory = false) => Bench.ConnectAsync(Kind, Root, withHistory: withHistory);

    /// <summary>Runs one test of this class in a process of its own, which even as the administrator keeps to the files' modes.</summary>
    private static async Task RunWithoutTheRightToReadEverythingAsync(string test)
    {
        var result = await ChildProcess.Run(
            "setpriv",
            ["--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search", Path.ChangeExtension(typeof(LocalFolderHostTests).Assembly.Location, null), "-method", "*." + test],
            environment: new Dictionary<string, string?> { [ReadsAsOthersDo] = "1" });
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("Total: 1,", result.Output, StringComparison.Ordinal);
    }
}
