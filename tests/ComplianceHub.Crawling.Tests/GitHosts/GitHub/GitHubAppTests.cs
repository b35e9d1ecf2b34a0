using System.Security.Cryptography;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using ComplianceHub.TestKit.GitHub;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

/// <summary>Signing in as a GitHub App: its own signature, its installation's tokens.</summary>
public sealed class GitHubAppTests : GitHubBench
{
    private const string ClientId = "Iv23liABCDEFGHIJKLMN";
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private static readonly RSA s_key = RSA.Create(2048);

    protected override HttpLimits Limits => base.Limits with { Headers = s_day, BodyIdle = s_day, Total = s_day };

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public async Task An_App_reads_with_its_installations_token_whatever_form_its_key_has(bool pkcs1, bool oneLine, bool isUser)
    {
        AddMany(12);
        Server.App = new GitHubApp(ClientId, s_key, Bench.Clock) { Owner = "octo", IsUser = isUser };
        var pem = pkcs1 ? s_key.ExportRSAPrivateKeyPem() : s_key.ExportPkcs8PrivateKeyPem();
        var result = await Bench.CrawlAsync(await ConnectAsync(oneLine ? pem.ReplaceLineEndings("") : pem, ClientId));

        Assert.Equal((CrawlOutcome.Complete, null), (result.Outcome, result.Message));
        Assert.Equal(12, (await InventoryAsync()).Count);
        Assert.Equal(1, Server.App.TokensMade);
    }

    [Fact]
    public async Task A_token_is_made_anew_before_its_hour_ends()
    {
        AddMany(30);
        Server.App = new GitHubApp(ClientId, s_key, Bench.Clock) { Owner = "octo" };
        var connection = await ConnectAsync(s_key.ExportRSAPrivateKeyPem(), ClientId);

        // The first question, which nothing else goes beside, takes nearly the token's hour.
        var isAsked = 0;
        Server.Faults.OnRequest = _ =>
        {
            if (Server.Count("graphql") > 0 && Interlocked.Exchange(ref isAsked, 1) == 0)
            {
                Bench.Clock.Advance(TimeSpan.FromMinutes(57));
            }
        };
        var result = await Bench.CrawlAsync(connection);

        Assert.Equal((CrawlOutcome.Complete, null), (result.Outcome, result.Message));
        Assert.Equal(30, (await InventoryAsync()).Count);
        Assert.InRange(Server.App.TokensMade, 2, 8);
    }

    [Fact]
    public async Task What_is_wrong_with_an_App_is_said_and_its_key_is_not()
    {
        var pem = s_key.ExportRSAPrivateKeyPem();
        Assert.Contains("belongs into the user name", await MessageAsync(pem, null), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await MessageAsync("-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----", ClientId), StringComparison.Ordinal);
        Assert.Contains("does not accept the App's signature", await MessageAsync(pem, ClientId), StringComparison.Ordinal);

        Server.App = new GitHubApp("another", s_key, Bench.Clock) { Owner = "octo" };
        Assert.Contains("does not accept the App's signature", await MessageAsync(pem, ClientId), StringComparison.Ordinal);
        Server.App = new GitHubApp(ClientId, s_key, Bench.Clock) { Owner = "elsewhere" };
        Assert.Contains("is not installed for octo", await MessageAsync(pem, ClientId), StringComparison.Ordinal);
        Server.App = new GitHubApp(ClientId, s_key, Bench.Clock) { Owner = "octo", IsSuspended = true };
        Assert.Contains("is suspended", await MessageAsync(pem, ClientId), StringComparison.Ordinal);

        var said = await Bench.QueryAsync(c => c.CrawlFailures.Select(f => f.Message).ToListAsync(TestContext.Current.CancellationToken));
        Assert.All(said, message => Assert.DoesNotContain("MII", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        Assert.Contains("without a token", await MessageAsync("", null), StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    private async Task<string> MessageAsync(string secret, string? userName) =>
        (await Bench.CrawlAsync(await ConnectAsync(secret, userName))) is { Outcome: CrawlOutcome.Failed, Message: { } message } ? message : "";
}
