using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

/// <summary>Limits of every kind: never slept out, never asked against, and the crawl goes on where it stopped.</summary>
public sealed class GitHubLimitTests : GitHubBench
{
    [Fact]
    public async Task A_primary_limit_in_the_middle_parks_the_connection_until_its_window_ends()
    {
        AddMany(30);
        Server.Core.Limit = 12;
        var (limited, _) = await CrawlAsync();

        Assert.Equal((CrawlOutcome.Failed, FailureKind.RateLimited), (limited.Outcome, (await FailureAsync(limited)).Kind));
        Assert.InRange(limited.RetryAfter!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));
        Assert.Equal(12, (await InventoryAsync()).Count);

        // Asked too early by a person, it does not ask the host about what it knows to be refused.
        var (early, requests) = await CrawlAsync();
        Assert.Equal((FailureKind.RateLimited, 0), ((await FailureAsync(early)).Kind, requests.Count(r => r.Contains("/git/trees/", StringComparison.Ordinal))));

        Bench.Clock.Advance(early.RetryAfter!.Value);
        Server.Core.Limit = 100;
        var (late, rest) = await CrawlAsync();
        Assert.Equal(CrawlOutcome.Complete, late.Outcome);
        Assert.Equal(18, rest.Count(r => r.Contains("/git/trees/", StringComparison.Ordinal)));
        Assert.Equal(30, (await InventoryAsync()).Count);
        Assert.Equal(30, Server.Count("/git/trees/"));
    }

    [Fact]
    public async Task The_query_language_has_an_allowance_of_its_own_and_refuses_with_200()
    {
        AddMany(25);
        Server.Queries.Limit = 2;
        var (limited, _) = await CrawlAsync();

        Assert.Equal(FailureKind.RateLimited, (await FailureAsync(limited)).Kind);
        Assert.InRange(limited.RetryAfter!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));
        Server.Queries.Limit = 5_000;
        Bench.Clock.Advance(limited.RetryAfter!.Value);
        await CompleteAsync();
        Assert.Equal(25, (await InventoryAsync()).Count);
    }

    [Theory]
    [InlineData(90, false, 90)]
    [InlineData(90, true, 90)]
    [InlineData(null, false, 60)]
    [InlineData(null, true, 60)]
    public async Task A_secondary_limit_is_obeyed_whether_it_says_for_how_long_or_not(int? seconds, bool is429, int wait)
    {
        AddMany(20);
        Server.Faults.SecondaryRetryAfter = seconds is { } s ? TimeSpan.FromSeconds(s) : null;
        Server.Faults.SecondaryIs429 = is429;
        Server.Faults.SecondaryLimitAfter = 8;
        var (limited, requests) = await CrawlAsync();

        Assert.Equal(FailureKind.RateLimited, (await FailureAsync(limited)).Kind);
        Assert.Equal(TimeSpan.FromSeconds(wait), limited.RetryAfter);

        // Those in flight may have been refused as well, none was sent afterwards.
        Assert.InRange(requests.Count, 9, 8 + Options.Parallel);
        Server.Faults.SecondaryLimitAfter = null;
        Bench.Clock.Advance(limited.RetryAfter!.Value);
        await CompleteAsync();
        Assert.Equal(20, (await InventoryAsync()).Count);
    }

    [Fact]
    public async Task Refusals_that_do_not_say_for_how_long_double_the_pause()
    {
        AddMany(2);
        Server.Faults.SecondaryRetryAfter = null;
        Server.Faults.SecondaryLimitAfter = 0;
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            var (limited, _) = await CrawlAsync();
            waits.Add(limited.RetryAfter!.Value.TotalMinutes);
            Bench.Clock.Advance(limited.RetryAfter!.Value);
        }

        Assert.Equal([1, 2, 4, 8], waits);
    }

    [Fact]
    public async Task Two_connections_with_one_token_share_its_allowance()
    {
        AddMany(5);
        Server.Core.Limit = 3;
        await CrawlAsync();
        var other = await Bench.ConnectAsync("github", $"{Server.Url}/octo", "another", secret: Server.Token);
        var before = Server.Count("/git/trees/");

        Assert.Equal(CrawlOutcome.Failed, (await Bench.CrawlAsync(other)).Outcome);
        Assert.Equal(before, Server.Count("/git/trees/"));
    }

    [Fact]
    public async Task The_queue_parks_a_limited_connection_and_goes_on_by_itself()
    {
        AddMany(15);
        Server.Core.Limit = 6;
        var queue = Bench.Get<CrawlQueue>();
        await queue.StartAsync(TestContext.Current.CancellationToken);
        queue.Enqueue(Connection);
        await Eventually.True(() => Task.FromResult(queue.StateOf(Connection).Phase == CrawlPhase.Parked), TimeSpan.FromSeconds(30), "the connection is parked");
        Assert.Equal(6, (await InventoryAsync()).Count);
        Server.Core.Limit = 5_000;

        Bench.Clock.Advance(queue.StateOf(Connection).NotBefore!.Value - Bench.Clock.GetUtcNow());
        await Eventually.True(
            () => Task.FromResult(queue.StateOf(Connection) is { Phase: CrawlPhase.Idle, Last.Outcome: CrawlOutcome.Complete }), TimeSpan.FromSeconds(30), "the crawl went on");
        Assert.Equal(15, (await InventoryAsync()).Count);
        await queue.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_server_without_limits_is_crawled_without_them()
    {
        AddMany(3);
        (Server.Core.Limit, Server.Queries.Limit) = (null, null);
        await CompleteAsync();
    }
}

/// <summary>Requests keep their distance, so that the limit of a minute is never met.</summary>
public sealed class GitHubPaceTests : GitHubBench
{
    protected override ComplianceHub.Crawling.GitHosts.GitHub.GitHubOptions Options => base.Options with { RequestsAMinute = 60, Parallel = 1 };

    [Fact]
    public async Task After_a_burst_requests_come_one_a_second()
    {
        AddMany(10);
        var crawl = Bench.Crawler.RunAsync(Connection, TestContext.Current.CancellationToken);

        // A tenth of a minute's requests goes at once, the rest waits for the clock.
        await Eventually.True(() => Task.FromResult(Server.Count("/git/trees/") == 6), TimeSpan.FromSeconds(30), "the burst went");
        Assert.False(crawl.IsCompleted);
        for (var sent = 7; sent <= 10; sent++)
        {
            Bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.True(() => Task.FromResult(Server.Count("/git/trees/") == sent), TimeSpan.FromSeconds(30), $"request {sent} went");
        }

        Assert.Equal(CrawlOutcome.Complete, (await crawl).Outcome);
    }
}
