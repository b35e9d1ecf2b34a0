using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.TestKit.GitHub;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

/// <summary>Each switch of the faulty host, and what the crawl makes of it.</summary>
public sealed class GitHubFaultTests : GitHubBench
{
    [Fact]
    public async Task A_revoked_token_empties_nothing()
    {
        AddMany(12);
        await CompleteAsync();
        Server.Faults.Unauthorized = true;
        for (var sweep = 0; sweep < 3; sweep++)
        {
            var (result, requests) = await CrawlAsync();
            Assert.Equal((CrawlOutcome.Failed, 1), (result.Outcome, requests.Count));
            Assert.Equal(FailureKind.Forbidden, (await FailureAsync(result)).Kind);
            Assert.Contains("expired or revoked", result.Message, StringComparison.Ordinal);
        }

        Assert.Equal(12, (await LiveAsync()).Count);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(200)]
    public async Task A_page_that_takes_too_long_is_halved_and_the_size_is_remembered_for_the_next_sweep(int status)
    {
        AddMany(10);
        Server.Faults.LargestPage = status == 502 ? 3 : null;
        Server.Faults.LargestCheapPage = status == 200 ? 3 : null;

        var (result, first) = await CrawlAsync();
        Assert.Equal((CrawlOutcome.Complete, 10), (result.Outcome, (await InventoryAsync()).Count));
        Assert.Equal(2, await Bench.QueryAsync(c => c.CrawlRuns.Where(r => r.Id == result.RunId).Select(r => r.PageSize).SingleAsync(TestContext.Current.CancellationToken)));

        // 10 and 5 fail, then five pages of 2 with their contents; next time 4 fails and five pages of 2 come.
        Assert.Equal(7 + 5, first.Count(r => r.Contains("graphql", StringComparison.Ordinal)));
        Assert.Equal(6, (await CrawlAsync()).Requests.Count);

        (Server.Faults.LargestPage, Server.Faults.LargestCheapPage) = (null, null);
        foreach (var requests in new[] { 3, 2, 1 })
        {
            Assert.Equal(requests, (await CrawlAsync()).Requests.Count);
        }
    }

    [Fact]
    public async Task Contents_that_are_too_many_for_a_query_come_in_fewer_or_one_by_one()
    {
        AddMany(10);
        Server.Faults.MostBlobs = 2;
        await CompleteAsync();
        Assert.Equal(10, (await InventoryAsync()).Count);
        Assert.Equal(0, Server.Count("/git/blobs/"));

        Server.Faults.MostBlobs = 0;
        Server.Repositories[0].Commit(CrawlBench.Now, ("a/Dockerfile", "FROM x\n"), ("b/Dockerfile", "FROM y\n"));
        await CompleteAsync();
        Assert.Equal(2, Server.Count("/git/blobs/"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_query_language_cannot_show_comes_by_its_id(bool truncated)
    {
        Server.Faults.TruncatesTexts = truncated;
        var latin = truncated ? "FROM a\n"u8.ToArray() : [.. "FROM a\n# caf"u8, 0xE9, (byte)'\n'];
        Server.Add("shop").Commit(CrawlBench.Now, ("Dockerfile", "100644", latin));
        await CompleteAsync();

        Assert.Equal([$"octo/shop Dockerfile {GitHubRepository.BlobSha(latin)}"], await InventoryAsync());
        Assert.Equal(1, Server.Count("/git/blobs/"));
    }

    [Fact]
    public async Task Contents_that_are_not_what_their_id_says_are_left_out_and_said()
    {
        Server.Add("shop", ("Dockerfile", "FROM a\n"));
        Server.Faults.CorruptBlobs = true;
        var (result, _) = await CrawlAsync();

        var failure = await FailureAsync(result);
        Assert.Equal(("octo/shop:Dockerfile", FailureKind.IntegrityMismatch), (failure.Item, failure.Kind));
        Assert.Empty(await InventoryAsync());
        Assert.Equal(0, await Bench.QueryAsync(c => c.Blobs.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_binary_file_and_one_that_is_too_large_are_left_out_and_said()
    {
        Server.Add("shop").Commit(CrawlBench.Now, ("a/Dockerfile", "100644", [0, 1, 2]), ("b/Dockerfile", "100644", new byte[(1024 * 1024) + 1]), ("c/Dockerfile", "100644", "FROM c\n"u8.ToArray()));
        var (result, requests) = await CrawlAsync();

        Assert.Equal([("octo/shop:a/Dockerfile", FailureKind.Malformed), ("octo/shop:b/Dockerfile", FailureKind.TooLarge)], (await Bench.FailuresAsync(result.RunId)).Select(f => (f.Item, f.Kind)));
        Assert.Equal(["c/Dockerfile"], await Bench.LivePathsAsync());
        Assert.Single(requests, r => r.Contains("/git/blobs/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tree_that_is_cut_is_walked_folder_by_folder()
    {
        Server.Add("mono", [
            ("Dockerfile", "FROM root\n"), ("deep/er/Dockerfile", "FROM deep\n"), ("node_modules/x/Dockerfile", "FROM no\n"),
            .. Enumerable.Range(0, 12).Select(n => ($"wide/f{n}", (string?)"x")), ("wide/Dockerfile", "FROM wide\n")]);
        Server.Faults.LargestTree = 14;
        await CompleteAsync();

        Assert.Equal(["Dockerfile", "deep/er/Dockerfile", "wide/Dockerfile"], await Bench.LivePathsAsync());

        // Whole and cut, the root alone, two folders whole; not node_modules.
        Assert.Equal(4, Server.Count("/git/trees/"));
    }

    [Theory]
    [InlineData(GitHubAccess.Gone, FailureKind.NotFound, "has no the tree of octo/r001, or the token may not see it")]
    [InlineData(GitHubAccess.AccessBlocked, FailureKind.Forbidden, "has blocked")]
    [InlineData(GitHubAccess.Blocked, FailureKind.Forbidden, "for legal reasons")]
    [InlineData(GitHubAccess.IpRestricted, FailureKind.Forbidden, "IP allow list")]
    [InlineData(GitHubAccess.SingleSignOn, FailureKind.Forbidden, "single sign-on")]
    [InlineData(GitHubAccess.LacksPermission, FailureKind.Forbidden, "Grant contents: read")]
    public async Task A_repository_that_is_withheld_is_a_state_with_a_reason_and_stays(GitHubAccess access, FailureKind kind, string reason)
    {
        AddMany(3);
        await CompleteAsync();
        Server.Repositories[1].Commit(CrawlBench.Now, ("Dockerfile", "FROM new\n"));
        Server.Repositories[1].Access = access;
        for (var sweep = 0; sweep < 3; sweep++)
        {
            var (result, _) = await CrawlAsync();
            var failure = await FailureAsync(result);
            Assert.Equal((CrawlOutcome.Complete, "octo/r001", kind), (result.Outcome, failure.Item, failure.Kind));
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, (await InventoryAsync()).Count);
        Server.Repositories[1].Access = GitHubAccess.Open;
        await CompleteAsync();
        Assert.Contains($"octo/r001 Dockerfile {GitHubRepository.BlobSha("FROM new\n"u8.ToArray())}", await InventoryAsync());
    }

    [Fact]
    public async Task A_disabled_repository_is_said_and_not_asked_for()
    {
        Server.Add("off", ("Dockerfile", "FROM a\n")).IsDisabled = true;
        var (result, requests) = await CrawlAsync();

        Assert.Equal(("octo/off", FailureKind.Forbidden), await FailureAsync(result) is var failure ? (failure.Item, failure.Kind) : default);
        Assert.Single(requests);
    }

    [Fact]
    public async Task A_permission_that_is_missing_everywhere_stops_the_sweep_and_is_named()
    {
        AddMany(30);
        Server.Repositories.ForEach(r => r.Access = GitHubAccess.LacksPermission);
        var (result, requests) = await CrawlAsync();

        Assert.Equal(CrawlOutcome.Failed, result.Outcome);
        Assert.Contains("Grant contents: read", result.Message, StringComparison.Ordinal);
        Assert.InRange(requests.Count, 4, 20);
    }

    [Fact]
    public async Task A_repository_that_the_listing_withholds_keeps_everything_from_going()
    {
        AddMany(3);
        await CompleteAsync();
        Server.Repositories[1].Access = GitHubAccess.Withheld;
        for (var sweep = 0; sweep < 3; sweep++)
        {
            var (result, _) = await CrawlAsync();
            Assert.Equal(CrawlOutcome.Complete, result.Outcome);
            Assert.Equal(("source", FailureKind.Forbidden), await FailureAsync(result) is var failure ? (failure.Item, failure.Kind) : default);
        }

        Assert.Equal(3, (await LiveAsync()).Count);
    }

    [Fact]
    public async Task An_organisation_with_a_list_of_addresses_says_so()
    {
        Server.Faults.IpAllowList = true;
        Assert.Contains("IP allow list", (await CrawlAsync()).Result.Message, StringComparison.Ordinal);
        Server.Faults.IpAllowList = false;
        Server.Faults.SingleSignOn = true;
        Assert.Contains("single sign-on", (await CrawlAsync()).Result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_the_host_forgot_begins_the_sweep_anew()
    {
        AddMany(25);
        Server.Faults.OnRequest = n => Server.Faults.Unauthorized = n > 20;
        Assert.Equal(CrawlOutcome.Failed, (await CrawlAsync()).Result.Outcome);
        var listed = Server.Count("graphql");
        Server.Faults.OnRequest = _ => Server.Faults.ForgetsCursors = Server.Count("graphql") == listed + 1;
        Server.Faults.Unauthorized = false;

        await CompleteAsync();
        Assert.Equal(25, (await InventoryAsync()).Count);
        Assert.Null(await Bench.QueryAsync(c => c.CrawlRuns.OrderByDescending(r => r.Id).Select(r => r.FirstRunId).FirstAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_listing_that_never_ends_is_left()
    {
        AddMany(25);
        Server.Faults.RepeatsPages = true;
        var (result, requests) = await CrawlAsync();

        Assert.Equal((CrawlOutcome.Failed, FailureKind.Malformed), (result.Outcome, (await FailureAsync(result)).Kind));
        Assert.InRange(requests.Count(r => r.Contains("graphql", StringComparison.Ordinal)), 2, 12);
    }

    [Fact]
    public async Task Something_else_than_GitHub_is_told_as_such()
    {
        Server.Faults.AnswersHtml = true;
        Assert.Contains("is it GitHub?", (await CrawlAsync()).Result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_that_is_not_there_is_told_as_such()
    {
        var result = await Bench.CrawlAsync(await ConnectAsync(owner: "nobody"));
        Assert.Equal((CrawlOutcome.Failed, FailureKind.NotFound), (result.Outcome, (await FailureAsync(result)).Kind));
    }

    [Fact]
    public async Task Bad_gateways_now_and_then_cost_a_few_requests_and_no_repository()
    {
        AddMany(40);
        Server.Faults.BadGatewayOneIn = 7;
        await CompleteAsync();
        Assert.Equal(40, (await InventoryAsync()).Count);
    }

    [Fact]
    public async Task A_host_that_is_down_stops_the_sweep()
    {
        AddMany(40);
        await CompleteAsync();
        Server.Faults.BadGatewayOneIn = 1;
        var (result, requests) = await CrawlAsync();
        Assert.Equal((CrawlOutcome.Failed, 4), (result.Outcome, requests.Count));
        Assert.Equal(40, (await LiveAsync()).Count);
    }
}
