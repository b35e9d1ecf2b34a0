using System.Text;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;

namespace ComplianceHub.Crawling.Tests.GitHosts;

/// <summary>Over http with everything a modern server can do.</summary>
public sealed class PlainGitHostTests : GitHostContract
{
    private readonly HashSet<string> _clonesBefore = Clones();
    private GitHttpServer _server = null!;

    protected override string Kind => "git";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Git.Git("config", "uploadpack.allowFilter", "true");
        Git.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        _server = await GitHttpServer.StartAsync(Bench.Folder["repositories"]);
    }

    public override async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_unchanged_head_costs_two_requests_and_no_clone()
    {
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        var before = _server.Requests.Count;

        await Bench.CrawlAsync(connection);

        Assert.Equal(2, _server.Requests.Count - before);
    }

    [Fact]
    public async Task A_server_without_partial_clones_is_cloned_whole()
    {
        Git.Git("config", "uploadpack.allowFilter", "false");

        Assert.Equal(CrawlOutcome.Complete, (await Bench.CrawlAsync(await ConnectAsync(withHistory: true))).Outcome);
        Assert.Equal(2, (await Bench.LivePathsAsync()).Count);
    }

    [Fact]
    public async Task Credentials_go_to_the_connections_own_host_only()
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("jane:s3cret-t0ken"));
        await using var closed = await GitHttpServer.StartAsync(Bench.Folder["repositories"], expected);
        var connection = await Bench.ConnectAsync("git", closed.Url + "/shop.git", userName: "jane", secret: "s3cret-t0ken");

        Assert.Equal(CrawlOutcome.Complete, (await Bench.CrawlAsync(connection)).Outcome);
        Assert.All(closed.Requests, r => Assert.Equal(expected, r.Authorization));

        Git.Commit(CrawlBench.Now, ("Dockerfile", "FROM z\n"));
        closed.RedirectTo = _server.Url;
        var redirected = await Bench.CrawlAsync(connection);

        Assert.Equal(CrawlOutcome.Failed, redirected.Outcome);
        Assert.Empty(_server.Requests);
        Assert.DoesNotContain("s3cret", redirected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_credentials_fail_the_run_as_forbidden_without_naming_them()
    {
        await using var closed = await GitHttpServer.StartAsync(Bench.Folder["repositories"], "Basic other");
        var result = await Bench.CrawlAsync(await Bench.ConnectAsync("git", closed.Url + "/shop.git", userName: "jane", secret: "s3cret-t0ken"));

        var failure = Assert.Single(await Bench.FailuresAsync(result.RunId));
        Assert.Equal((CrawlOutcome.Failed, FailureKind.Forbidden), (result.Outcome, failure.Kind));
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ext::sh -c 'touch {0}'")]
    [InlineData("--upload-pack=touch {0}")]
    [InlineData("ssh://-oProxyCommand=touch {0}/x")]
    [InlineData("git://127.0.0.1/x")]
    [InlineData("https://user:password@127.0.0.1/x")]
    public async Task Addresses_that_are_not_plain_https_are_refused(string address)
    {
        var mark = Bench.Folder["ran"];
        var location = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, mark);

        var result = await Bench.CrawlAsync(await Bench.ConnectAsync("git", location));

        Assert.Equal(CrawlOutcome.Failed, result.Outcome);
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/x", FailureKind.Forbidden)]
    [InlineData("https://127.0.0.1:1/x", FailureKind.Forbidden)]
    [InlineData("https://[::1]:1/x", FailureKind.Forbidden)]
    [InlineData("https://169.254.169.254/x", FailureKind.Forbidden)]
    [InlineData("https://localhost:1/x", FailureKind.Forbidden)]
    public async Task Networks_inside_are_closed_to_connections_that_are_not_internal(string address, FailureKind kind)
    {
        var result = await Bench.CrawlAsync(await Bench.ConnectAsync("git", address, isInternal: false));

        Assert.Equal(kind, Assert.Single(await Bench.FailuresAsync(result.RunId)).Kind);
    }

    [Fact]
    public async Task A_folder_of_this_machine_may_be_named_by_its_file_URL()
    {
        var result = await Bench.CrawlAsync(await Bench.ConnectAsync("git", new Uri(Git.Directory).AbsoluteUri, withHistory: true));

        Assert.Equal(CrawlOutcome.Complete, result.Outcome);
        Assert.Equal("shop", Assert.Single(await Bench.RepositoriesAsync()).Name);
    }

    [Fact]
    public async Task An_answer_of_a_server_in_trouble_fails_the_run_and_nothing_is_gone()
    {
        var connection = await ConnectAsync();
        await Bench.CrawlAsync(connection);
        _server.Intercept = context =>
        {
            context.Response.StatusCode = 502;
            return true;
        };

        for (var sweep = 0; sweep < 3; sweep++)
        {
            Assert.Equal(CrawlOutcome.Failed, (await Bench.CrawlAsync(connection)).Outcome);
        }

        Assert.Null(Assert.Single(await Bench.RepositoriesAsync()).GoneAt);
    }

    [Fact]
    public async Task Cancelling_kills_git_and_leaves_no_clone_behind()
    {
        var aborted = Hold(out var held);
        var connection = await ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var crawl = Bench.Crawler.RunAsync(connection, cancel.Token);
        await held.WaitAsync(TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        Assert.Equal(CrawlOutcome.Cancelled, (await crawl).Outcome);
        await aborted.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(_clonesBefore, Clones());
    }

    [Fact]
    public async Task A_host_that_never_answers_costs_five_minutes_and_no_more()
    {
        var aborted = Hold(out var held);
        var crawl = Bench.Crawler.RunAsync(await ConnectAsync(), TestContext.Current.CancellationToken);
        await held.WaitAsync(TestContext.Current.CancellationToken);

        Bench.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(FailureKind.Timeout, Assert.Single(await Bench.FailuresAsync((await crawl).RunId)).Kind);
        await aborted.WaitAsync(TestContext.Current.CancellationToken);
    }

    protected override Task<int> ConnectAsync(bool withHistory = false) => Bench.ConnectAsync(Kind, _server.Url + "/shop.git", withHistory: withHistory);

    private static HashSet<string> Clones() => [.. Directory.GetDirectories(Path.GetTempPath(), "compliancehub-git-*")];

    // The clone's requests, behind those that ask for the head, are answered never; git's death is seen as an aborted request.
    private Task Hold(out Task held)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Intercept = context =>
        {
            if (_server.Requests.Count <= 2)
            {
                return false;
            }

            reached.TrySetResult();
            context.RequestAborted.WaitHandle.WaitOne();
            aborted.TrySetResult();
            return true;
        };
        held = reached.Task;
        return aborted.Task;
    }
}
