using ComplianceHub.Crawling.Connections;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>
/// An organisation's or a user's repositories on github.com, ghe.com or an Enterprise Server, by a personal token or a GitHub App. The heads of a hundred
/// repositories come with one query; only what moved is read: its tree by one request, contents that no repository had yet many at a time, history by git.
/// </summary>
[Connector(
    "github", "GitHub organisation or user", "Address", TakesCredentials = true, HasHistory = true,
    UserNameLabel = "Client id of the GitHub App (with its private key)", SecretLabel = "Token, or private key of the GitHub App")]
public sealed class GitHubHost(HttpPipeline pipeline, RateGovernor governor, GitHubOptions options, GitLimits limits, TimeProvider clock) : Connector
{
    public override async Task CrawlAsync(CrawlContext context, CancellationToken cancellationToken)
    {
        using var api = new GitHubApi(pipeline, governor, options, context.Connection, context.Secret, clock);
        var start = await context.Store.ResumeSweepAsync(context.RunId, cancellationToken);
        var known = await context.Store.KnownRepositoriesAsync(context.Connection.Id, cancellationToken);
        await new GitHubSweep(context, api, known, options, limits, clock).RunAsync(start, cancellationToken);
    }
}
