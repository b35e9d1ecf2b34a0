using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using Octokit;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>What requests sign in with: a token as it was given, or an App's installation tokens, which live for an hour and are made anew before they end.</summary>
internal abstract class GitHubCredentials : ICredentialStore
{
    /// <summary>Tells this credential from others, for its rate bucket; holds nothing secret.</summary>
    public abstract string Fingerprint { get; }

    /// <exception cref="ConnectorException">An App may not sign in.</exception>
    public abstract Task<string> TokenAsync(CancellationToken cancellationToken);

    public async Task<Credentials> GetCredentials() => new(await TokenAsync(CancellationToken.None), AuthenticationType.Bearer);

    /// <param name="app">Speaks to the host as the App.</param>
    public static GitHubCredentials Of(string? userName, string? secret, string owner, Func<ICredentialStore, IGitHubClient> app, TimeProvider clock) =>
        secret is not { Length: > 0 } ? throw new ConnectorException(FailureKind.Forbidden, "GitHub's GraphQL answers nobody without a token. Give a personal access token or an App's private key.")
        : !GitHubAppKey.IsKey(secret) ? new Token(secret)
        : userName is { Length: > 0 } ? new Installation(new GitHubAppKey(userName, secret), userName, owner, app, clock)
        : throw new ConnectorException(FailureKind.Forbidden, "The secret is an App's private key: the App's client id belongs into the user name.");

    private sealed class Token(string token) : GitHubCredentials
    {
        public override string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..16];

        public override Task<string> TokenAsync(CancellationToken cancellationToken) => Task.FromResult(token);
    }

    private sealed class Installation(GitHubAppKey key, string appId, string owner, Func<ICredentialStore, IGitHubClient> app, TimeProvider clock) : GitHubCredentials
    {
        private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);
        private volatile AccessToken? _token;

        // Each installation has an allowance of its own.
        public override string Fingerprint => $"app {appId} {owner}";

        public override async Task<string> TokenAsync(CancellationToken cancellationToken)
        {
            // Two that ask at once may make a token each: both hold.
            var token = _token;
            if (token is null || token.ExpiresAt - s_margin <= clock.GetUtcNow())
            {
                token = await MakeAsync(cancellationToken);
                _token = token;
            }

            return token.Token;
        }

        private async Task<AccessToken> MakeAsync(CancellationToken cancellationToken)
        {
            var client = app(new Octokit.Internal.InMemoryCredentialStore(new Credentials(key.Sign(clock.GetUtcNow()), AuthenticationType.Bearer)));
            var host = client.Connection.BaseAddress.IdnHost;
            try
            {
                var installation = await FindAsync(client).WaitAsync(cancellationToken);
                return installation.SuspendedAt is null
                    ? await client.GitHubApps.CreateInstallationToken(installation.Id).WaitAsync(cancellationToken)
                    : throw new ConnectorException(FailureKind.Forbidden, $"The App's installation for {owner} is suspended.");
            }
            catch (AuthorizationException e)
            {
                throw new ConnectorException(FailureKind.Forbidden, $"{host} does not accept the App's signature: id and private key do not belong together, or a clock is wrong.", null, e);
            }
            catch (NotFoundException e)
            {
                throw new ConnectorException(FailureKind.NotFound, $"The App is not installed for {owner}.", null, e);
            }
            catch (ApiException e)
            {
                throw GitHubErrors.Of(e, host, "a token for the App's installation");
            }
        }

        private async Task<Octokit.Installation> FindAsync(IGitHubClient client)
        {
            try
            {
                return await client.GitHubApps.GetOrganizationInstallationForCurrent(owner);
            }
            catch (NotFoundException)
            {
                return await client.GitHubApps.GetUserInstallationForCurrent(owner);
            }
        }
    }
}
