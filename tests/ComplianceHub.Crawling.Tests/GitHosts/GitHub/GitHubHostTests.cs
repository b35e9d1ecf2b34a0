using ComplianceHub.Storage;
using ComplianceHub.TestKit.GitHub;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

/// <summary>What every Git host keeps: files by the API, history by git over http.</summary>
public sealed class GitHubHostTests : GitHostContract
{
    private GitHubServer _server = null!;

    protected override string Kind => "github";

    protected override string Name => "octo/shop";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Git.Git("config", "uploadpack.allowFilter", "true");
        Git.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        _server = await GitHubServer.StartAsync(Bench.Clock);
        _server.Repositories.Add(new GitBackedRepository(1, _server.Owner, "shop", Git));
    }

    public override async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Files_links_and_submodules_are_told_apart_as_git_tells_them()
    {
        Git.CommitBytes(CrawlBench.Now, ("x/Dockerfile", "Dockerfile"u8.ToArray(), "120000"), ("y/Dockerfile", "0123456789012345678901234567890123456789"u8.ToArray(), "160000"), ("z/Dockerfile", "FROM z\n"u8.ToArray(), "100755"));

        await Bench.CrawlAsync(await ConnectAsync());

        Assert.Equal(["api/Containerfile", "docker/Dockerfile", "z/Dockerfile"], await Bench.LivePathsAsync());
    }

    [Fact]
    public async Task A_token_that_git_does_not_accept_is_a_failure_of_the_repository_and_is_not_named()
    {
        var connection = await ConnectAsync(withHistory: true);
        _server.GitToken = "another";

        var result = await Bench.CrawlAsync(connection);

        var failure = Assert.Single(await Bench.FailuresAsync(result.RunId));
        Assert.Equal((CrawlOutcome.Complete, FailureKind.Forbidden, "octo/shop"), (result.Outcome, failure.Kind, failure.Item));
        Assert.DoesNotContain(_server.Token, failure.Message, StringComparison.Ordinal);
    }

    protected override Task<int> ConnectAsync(bool withHistory = false) =>
        Bench.ConnectAsync(Kind, $"{_server.Url}/{_server.Owner}", withHistory: withHistory, secret: _server.Token);
}
