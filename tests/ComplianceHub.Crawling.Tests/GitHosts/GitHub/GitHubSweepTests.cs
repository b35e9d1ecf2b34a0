using ComplianceHub.Storage;
using ComplianceHub.TestKit.GitHub;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

/// <summary>Only what changed is asked for; a sweep goes on where it stopped; nothing goes that should stay.</summary>
public sealed class GitHubSweepTests : GitHubBench
{
    [Fact]
    public async Task An_unchanged_organisation_costs_its_listing_and_nothing_more()
    {
        AddMany(25);
        await CompleteAsync();

        var (again, requests) = await CrawlAsync();

        Assert.Equal(Enumerable.Repeat("POST /api/graphql", 3), requests);
        Assert.Equal((CrawlOutcome.Complete, 25, new StoreCounts(0, 0, 25)), (again.Outcome, again.Read, again.Counts));
        Assert.All(await Bench.RepositoriesAsync(), r => Assert.Equal(again.RunId, r.LastSeenRunId));
    }

    [Fact]
    public async Task A_changed_repository_costs_its_tree_and_only_contents_that_nobody_has()
    {
        AddMany(12);
        await CompleteAsync();
        Server.Repositories[3].Commit(CrawlBench.Now, ("Dockerfile", "FROM a:7\n"), ("docker/Dockerfile", "FROM new\n"));

        var (_, requests) = await CrawlAsync();

        Assert.Equal(["GET /api/v3/repositories/1003/git/trees/" + Server.Repositories[3].Head + "?recursive=1"], requests.Where(r => r.StartsWith("GET", StringComparison.Ordinal)));
        Assert.Equal(3, requests.Count(r => r.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Contains($"octo/r003 docker/Dockerfile {GitHubRepository.BlobSha("FROM new\n"u8.ToArray())}", await InventoryAsync());

        Server.Repositories[3].Commit(CrawlBench.Now, ("docker/Dockerfile", "FROM a:9\n"));
        (_, requests) = await CrawlAsync();
        Assert.Equal(2, requests.Count(r => r.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_repository_is_comes_from_the_listing()
    {
        Server.Add("old", ("Dockerfile", "FROM a\n")).IsArchived = true;
        Server.Add("copy", ("Dockerfile", "FROM b\n")).IsFork = true;
        Server.Add("empty");
        Server.Repositories[0].Branch = "trunk";
        await CompleteAsync();

        var repositories = await Bench.RepositoriesAsync();
        Assert.Equal([("octo/copy", false, true), ("octo/empty", false, false), ("octo/old", true, false)], repositories.Select(r => (r.Name, r.IsArchived, r.IsFork)));
        Assert.Equal(["1001", "1002", "1000"], repositories.Select(r => r.ExternalId));
        Assert.Equal(("trunk", $"{Server.Url}/octo/old.git", $"{Server.Url}/octo/old"), (repositories[2].DefaultBranch, repositories[2].CloneUrl, repositories[2].WebUrl));
        Assert.Null(repositories[1].HeadCommit);

        Server.Repositories[1].IsArchived = true;
        await CompleteAsync();
        Assert.Equal(2, (await Bench.RepositoriesAsync()).Count(r => r.IsArchived));
    }

    [Fact]
    public async Task A_renamed_repository_keeps_its_identity_and_its_sources()
    {
        AddMany(2);
        await CompleteAsync();
        var sources = await Bench.QueryAsync(c => c.DockerfileSources.Select(s => s.Id).ToListAsync(TestContext.Current.CancellationToken));
        Server.Repositories[0].Name = "renamed";

        await CompleteAsync();

        Assert.Equal(["octo/r001", "octo/renamed"], await LiveAsync());
        Assert.Equal(sources, await Bench.QueryAsync(c => c.DockerfileSources.Select(s => s.Id).ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_deleted_repository_goes_after_two_complete_sweeps()
    {
        AddMany(3);
        await CompleteAsync();
        Server.Repositories.RemoveAt(1);

        await CompleteAsync();
        Assert.Equal(3, (await LiveAsync()).Count);
        await CompleteAsync();
        Assert.Equal(["octo/r000", "octo/r002"], await LiveAsync());

        Server.Repositories.Insert(1, new GitHubRepository(1001, "octo", "r001").Commit(CrawlBench.Now, ("Dockerfile", "FROM back\n")));
        await CompleteAsync();
        Assert.Equal(3, (await LiveAsync()).Count);
    }

    [Fact]
    public async Task A_token_that_lost_most_of_the_organisation_deletes_nothing_unasked()
    {
        AddMany(20);
        await CompleteAsync();
        Server.Repositories.RemoveRange(0, 8);

        await CompleteAsync();
        var (result, _) = await CrawlAsync();

        Assert.Equal(20, (await LiveAsync()).Count);
        Assert.Equal(CrawlOutcome.Complete, result.Outcome);
        Assert.Equal(8, await Bench.Get<FactStore>().ConfirmAbsenceAsync(Connection, "jane", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_crawl_that_is_killed_fifty_times_brings_the_same_home_and_nothing_twice()
    {
        AddMany(120);
        var random = new Random(20261125);
        var runs = 0;
        for (CrawlOutcome? outcome = null; outcome != CrawlOutcome.Complete; runs++)
        {
            using var kill = new CancellationTokenSource();
            var left = runs < 50 ? random.Next(1, 12) : int.MaxValue;
            Server.Faults.OnRequest = _ =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    kill.Cancel();
                }
            };
            outcome = (await Bench.Crawler.RunAsync(Connection, kill.Token)).Outcome;
        }

        Server.Faults.OnRequest = null;
        Assert.InRange(runs, 20, 51);
        Assert.Equal(Server.Repositories.Select(r => $"{r.FullName} Dockerfile {r.Tree(r.Head!).Single(e => e.Path == "Dockerfile").Sha}"), await InventoryAsync());
        Assert.Equal(120, await Bench.QueryAsync(c => c.DockerfileVersions.CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(121, await Bench.QueryAsync(c => c.Blobs.CountAsync(TestContext.Current.CancellationToken)));

        // A repository is read again only when the kill came between its tree and its storing.
        Assert.InRange(Server.Count("/git/trees/"), 120, 120 + (runs * Options.Together));
        Assert.Equal(12, (await CrawlAsync()).Requests.Count);
    }

    [Fact]
    public async Task The_listing_goes_on_at_its_cursor()
    {
        AddMany(30);
        Server.Faults.OnRequest = n => Server.Faults.Unauthorized = n > 20;
        await CrawlAsync();
        var read = await Bench.QueryAsync(c => c.Repositories.CountAsync(TestContext.Current.CancellationToken));
        Assert.InRange(read, 10, 19);
        Server.Faults.OnRequest = null;
        Server.Faults.Unauthorized = false;

        var (result, requests) = await CrawlAsync();

        Assert.Equal(CrawlOutcome.Complete, result.Outcome);
        Assert.Equal(30 - read, requests.Count(r => r.Contains("/git/trees/", StringComparison.Ordinal)));
        Assert.Equal(20, result.Read);
        Assert.All(await Bench.RepositoriesAsync(), r => Assert.Equal(0, r.MissedSweeps));
    }
}
