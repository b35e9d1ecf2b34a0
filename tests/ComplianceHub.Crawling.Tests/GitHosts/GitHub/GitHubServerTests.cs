using System.Text;
using System.Text.Json;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage.Entities;
using ComplianceHub.TestKit;
using ComplianceHub.TestKit.GitHub;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

/// <summary>That the server which stands for GitHub answers in GitHub's shapes, https://docs.github.com/rest, and with Git's own ids.</summary>
public sealed class GitHubServerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private GitHubServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GitHubServer.StartAsync(TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Its_object_ids_are_those_that_git_makes()
    {
        var git = new GitSandbox(_folder["x.git"]);
        (string, string?)[] files = [("a.b", "1"), ("a/c", "2"), ("a/d/e", "3"), ("a0", "4"), ("Dockerfile", "FROM ø\n")];
        git.Commit(CrawlBench.Now, files);
        var repository = _server.Add("x", files);

        var root = git.Git("rev-parse", "main^{tree}").Trim();
        Assert.Equal(git.Git("ls-tree", root).Split('\n').Select(l => l.Split(' ', '\t')).Where(f => f.Length == 4).Select(f => (f[3], f[2])).Order(),
            repository.Tree(root).Select(e => (e.Path, e.Sha)).Order());
        Assert.Equal(repository.Tree(root), repository.Tree(repository.Head!));
    }

    [Fact]
    public async Task Its_answers_have_GitHubs_properties_and_headers()
    {
        var head = _server.Add("x", ("Dockerfile", "FROM a\n"), ("a/b", "1")).Head;
        var (tree, headers) = await GetAsync($"repositories/1000/git/trees/{head}?recursive=1");
        Assert.Equal("sha tree truncated url", Names(tree));
        Assert.Equal("mode path sha size type url", Names(tree.GetProperty("tree")[0]));
        Assert.Equal("mode path sha type url", Names(tree.GetProperty("tree")[1]));
        Assert.Equal(("a/b", "100644", "blob"), tree.GetProperty("tree")[2] is var b ? (b.GetProperty("path").GetString(), b.GetProperty("mode").GetString(), b.GetProperty("type").GetString()) : default);
        Assert.All(["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-used", "x-ratelimit-reset", "x-ratelimit-resource", "etag", "x-github-media-type", "date"], name => Assert.Contains(name, headers));

        var (blob, _) = await GetAsync($"repositories/1000/git/blobs/{GitHubRepository.BlobSha("FROM a\n"u8.ToArray())}");
        Assert.Equal("content encoding node_id sha size url", Names(blob));
        var (missing, _) = await GetAsync("repositories/7/git/trees/main");
        Assert.Equal("documentation_url message", Names(missing));
        _server.Repositories[0].Access = GitHubAccess.Blocked;
        var (blocked, _) = await GetAsync("repositories/1000/git/trees/main");
        Assert.Equal("created_at html_url reason", Names(blocked.GetProperty("block")));
    }

    [Theory]
    [InlineData("query { repositoryOwner(login: \"octo\") { login nonsense } }", "doesn't exist on type 'Organization'")]
    [InlineData("query { repositoryOwner(login: \"octo\") { repositories(first: 101) { totalCount } } }", "limit of 100")]
    [InlineData("query($x: String!) { repositoryOwner(login: $x) { login } }", "required type")]
    public async Task Its_query_language_refuses_what_GitHubs_refuses(string query, string error)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.Url + "/api/graphql") { Content = new StringContent(JsonSerializer.Serialize(new { query, variables = new { } }), Encoding.UTF8, "application/json") };
        var (answer, _) = await SendAsync(request);
        Assert.Contains(error, answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));

    private Task<(JsonElement Body, string Headers)> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{_server.Url}/api/v3/{path}"));

    private async Task<(JsonElement Body, string Headers)> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpPipeline(new HttpLimits(), TimeProvider.System).CreateClient(new Connection { Kind = "x", Name = "x", Location = "x", IsInternal = true });
        request.Headers.Authorization = new("Bearer", _server.Token);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), response.Headers.ToString().ToLowerInvariant());
    }
}
