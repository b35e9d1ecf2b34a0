using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.GitHosts;

/// <summary>What every connector of Git hosts keeps, over the real store.</summary>
public abstract class GitHostContract : IAsyncLifetime
{
    protected CrawlBench Bench { get; private set; } = null!;

    /// <summary>The one repository that the host serves.</summary>
    protected GitSandbox Git { get; private set; } = null!;

    protected abstract string Kind { get; }

    protected virtual string Name => "shop";

    public virtual async ValueTask InitializeAsync()
    {
        Bench = await CrawlBench.StartAsync();
        Directory.CreateDirectory(Bench.Folder["repositories"]);
        Git = new GitSandbox(Bench.Folder["repositories/shop.git"]);
        Git.Commit(CrawlBench.Now.AddDays(-20), ("Dockerfile", "FROM a:1\nRUN one\nRUN two\n"), ("CODEOWNERS", "* @o/shop\n"));
        Git.Commit(CrawlBench.Now.AddDays(-10), ("Dockerfile", null), ("docker/Dockerfile", "FROM a:1\nRUN one\nRUN two\nRUN three\n"));
        Git.Commit(CrawlBench.Now.AddDays(-5), ("api/Containerfile", "FROM b:1\n"));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_head_of_a_repository_is_stored()
    {
        var result = await Bench.CrawlAsync(await ConnectAsync());

        Assert.Equal(CrawlOutcome.Complete, result.Outcome);
        Assert.Null(result.Message);
        Assert.Equal(["api/Containerfile", "docker/Dockerfile"], await Bench.LivePathsAsync());
        var repository = Assert.Single(await Bench.RepositoriesAsync());
        Assert.Equal((Name, Git.Head, "main"), (repository.Name, repository.HeadCommit, repository.DefaultBranch));
        Assert.Empty(await Bench.FailuresAsync(result.RunId));
    }

    [Fact]
    public async Task History_is_stored_with_its_renames()
    {
        await Bench.CrawlAsync(await ConnectAsync(withHistory: true));

        var versions = await Bench.QueryAsync(c => c.DockerfileVersions
            .Join(c.DockerfileSources, v => v.SourceId, s => s.Id, (v, s) => new { s.Path, v.From, v.SourceId })
            .Where(v => v.Path == "docker/Dockerfile").OrderBy(v => v.From).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([CrawlBench.Now.AddDays(-20).UtcDateTime, CrawlBench.Now.AddDays(-10).UtcDateTime], versions.Select(v => v.From));
        Assert.Single(versions.Select(v => v.SourceId).Distinct());
        Assert.Equal(Git.Head, Assert.Single(await Bench.RepositoriesAsync()).HistoryThrough);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Crawling_again_stores_nothing_and_says_so(bool withHistory)
    {
        var connection = await ConnectAsync(withHistory: withHistory);
        await Bench.CrawlAsync(connection);
        var before = await RowsAsync();

        var again = await Bench.CrawlAsync(connection);

        Assert.Equal((CrawlOutcome.Complete, 1, new StoreCounts(0, 0, 1)), (again.Outcome, again.Read, again.Counts));
        Assert.Equal(before, await RowsAsync());
        Assert.Equal(again.RunId, Assert.Single(await Bench.RepositoriesAsync()).LastSeenRunId);
    }

    [Fact]
    public async Task Only_what_is_new_is_stored_of_a_changed_head()
    {
        var connection = await ConnectAsync(withHistory: true);
        await Bench.CrawlAsync(connection);
        var (blobs, sources, versions) = await RowsAsync();
        Git.Commit(CrawlBench.Now, ("api/Containerfile", "FROM b:2\n"));

        await Bench.CrawlAsync(connection);

        Assert.Equal((blobs + 1, sources, versions + 1), await RowsAsync());
        Assert.Equal(Git.Head, Assert.Single(await Bench.RepositoriesAsync()).HeadCommit);
    }

    [Fact]
    public async Task A_Dockerfile_that_is_deleted_goes()
    {
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        Git.Commit(CrawlBench.Now, ("api/Containerfile", null));

        await Bench.CrawlAsync(connection);

        Assert.Equal(["docker/Dockerfile"], await Bench.LivePathsAsync());
    }

    [Fact]
    public async Task History_that_is_asked_for_later_is_read_then()
    {
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        await ConnectAsync(withHistory: true);

        await Bench.CrawlAsync(connection);

        Assert.Equal(Git.Head, Assert.Single(await Bench.RepositoriesAsync()).HistoryThrough);
    }

    [Fact]
    public async Task An_empty_repository_is_a_repository_without_files()
    {
        var head = Git.Head;
        Git.Git("update-ref", "-d", "refs/heads/main");

        var result = await Bench.CrawlAsync(await ConnectAsync(withHistory: true));

        Assert.Equal((CrawlOutcome.Complete, null), (result.Outcome, Assert.Single(await Bench.RepositoriesAsync()).HeadCommit));
        Assert.NotEqual("", head);
    }

    [Fact]
    public async Task A_cancelled_crawl_ends_as_cancelled_and_the_next_one_completes()
    {
        var connection = await ConnectAsync(withHistory: true);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.Crawler.RunAsync(connection, cancel.Token));

        Assert.Equal(CrawlOutcome.Complete, (await Bench.CrawlAsync(connection)).Outcome);
        Assert.Equal(2, (await Bench.LivePathsAsync()).Count);
    }

    /// <summary>Connects the host, or changes the connection.</summary>
    protected abstract Task<int> ConnectAsync(bool withHistory = false);

    private async Task<(int Blobs, int Sources, int Versions)> RowsAsync() => (
        await Bench.QueryAsync(c => c.Blobs.CountAsync(TestContext.Current.CancellationToken)),
        await Bench.QueryAsync(c => c.DockerfileSources.CountAsync(TestContext.Current.CancellationToken)),
        await Bench.QueryAsync(c => c.DockerfileVersions.CountAsync(TestContext.Current.CancellationToken)));
}
