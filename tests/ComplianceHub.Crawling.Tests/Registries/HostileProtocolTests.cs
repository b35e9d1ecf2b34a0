using ComplianceHub.Crawling.Registries;
using ComplianceHub.Storage;
using ComplianceHub.TestKit.Registries;

namespace ComplianceHub.Crawling.Tests.Registries;

/// <summary>Listings, redirects, limits and sign-ins that misbehave.</summary>
public sealed class HostileProtocolTests : HostileRegistry
{
    [Fact]
    public Task A_web_page_instead_of_tags() => ExpectAsync("/tags/list",
        c => AnswerAsync(c, "text/html", "<html><title>Welcome to our proxy</title></html>"), FailureKind.Malformed, "Welcome to our proxy");

    [Fact]
    public async Task A_500_is_tried_again_and_then_told()
    {
        await ExpectAsync("/tags/list", c => AnswerAsync(c, "text/plain", "database is down, your password is " + Secret, 500), FailureKind.HostError, "500");
        Assert.Equal(4, Registry.Requests.Count(r => r.PathAndQuery.Contains("/bad/tags/list")));
    }

    [Fact]
    public async Task A_429_with_a_long_pause_says_when()
    {
        await ExpectAsync("/tags/list", c =>
        {
            c.Response.Headers.RetryAfter = "300";
            return AnswerAsync(c, "text/plain", "Retry later", 429);
        }, FailureKind.RateLimited, "again in 5 min");
        Assert.Single(Registry.Requests, r => r.PathAndQuery.Contains("/bad/tags/list"));
    }

    [Fact]
    public async Task Two_rate_limited_repositories_park_the_connection()
    {
        Registry["bad"].Add(new TestImage(), "1");
        Registry["worse"].Add(new TestImage(), "1");
        Registry.Intercept = async c =>
        {
            if (!c.Request.Path.Value!.EndsWith("/tags/list"))
            {
                return false;
            }

            c.Response.Headers.RetryAfter = "300";
            await AnswerAsync(c, "text/plain", "Retry later", 429);
            return true;
        };
        var report = await CrawlAsync();
        Assert.Equal(FailureKind.RateLimited, report.Error?.Failure);
        Assert.Equal(TimeSpan.FromSeconds(300), report.Error?.RetryAfter);
    }

    [Fact]
    public async Task A_short_pause_is_waited_for()
    {
        var first = true;
        Registry.Intercept = async c =>
        {
            if (!first || !c.Request.Path.Value!.EndsWith("/a/good/tags/list"))
            {
                return false;
            }

            first = false;
            c.Response.Headers.RetryAfter = "0";
            await AnswerAsync(c, "text/plain", "Retry later", 429);
            return true;
        };
        Assert.Empty((await CrawlAsync()).Failures);
    }

    [Fact]
    public async Task A_redirect_to_another_host_gets_no_credential()
    {
        await using var other = await InMemoryRegistry.StartAsync();
        other["bad"].Add(new TestImage(), "1");
        Registry["bad"].Add(new TestImage(), "1");
        Registry.Intercept = async c =>
        {
            if (c.Request.Headers.Authorization.Count == 0)
            {
                c.Response.Headers.WWWAuthenticate = "Negotiate, Basic realm=\"a, b\"";
                await AnswerAsync(c, "text/plain", "", 401);
                return true;
            }

            if (c.Request.Path.Value!.Contains("/bad/"))
            {
                c.Response.Redirect(other.Url + c.Request.Path);
                return true;
            }

            return false;
        };
        var report = await CrawlAsync();
        Assert.Empty(report.Failures);
        Assert.Equal(["a/good:1", "bad:1", "z/good:1"], await Bench.TagsAsync());
        Assert.NotEmpty(other.Requests);
        Assert.All(other.Requests, r => Assert.Null(r.Authorization));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    public Task A_redirect_to_a_link_local_address(string target) => ExpectAsync("/tags/list", c =>
    {
        c.Response.Redirect(target);
        return Task.CompletedTask;
    }, FailureKind.Forbidden, "link-local");

    [Fact]
    public Task A_redirect_in_a_circle() => ExpectAsync("/tags/list", c =>
    {
        c.Response.Redirect(c.Request.Path);
        return Task.CompletedTask;
    }, FailureKind.HostError, "redirects more than 5 times");

    [Fact]
    public Task Tags_that_go_on_at_another_host() => ExpectAsync("/tags/list", c =>
    {
        c.Response.Headers.Link = "<http://elsewhere.example/v2/bad/tags/list?last=1>; rel=\"next\"";
        return AnswerAsync(c, "application/json", """{"tags":["1"]}""");
    }, FailureKind.HostError, "at another host");

    [Fact]
    public async Task A_catalogue_without_an_end_is_cut_and_what_was_listed_is_read()
    {
        var page = 0;
        Registry.Intercept = async c =>
        {
            if (c.Request.Path != "/v2/_catalog")
            {
                return false;
            }

            page++;
            c.Response.Headers.Link = $"</v2/_catalog?n=2&last=x{page}>; rel=\"next\"";
            await AnswerAsync(c, "application/json", page == 1 ? """{"repositories":["a/good","z/good"]}""" : $$"""{"repositories":["made/up{{page}}"]}""");
            return true;
        };
        var report = await CrawlAsync(new RegistryOptions { Pages = 20 });
        Assert.Equal(20, page);
        Assert.Equal(FailureKind.TooLarge, report.Error?.Failure);
        Assert.Contains("does not end", report.Error!.Message);
        Assert.Equal(["a/good:1", "z/good:1"], await Bench.TagsAsync());
    }

    [Fact]
    public async Task A_next_link_that_repeats_is_the_end()
    {
        Registry.Intercept = async c =>
        {
            if (c.Request.Path != "/v2/_catalog")
            {
                return false;
            }

            c.Response.Headers.Link = "</v2/_catalog?n=1000>; rel=next";
            await AnswerAsync(c, "application/json", """{"repositories":["a/good","z/good"]}""");
            return true;
        };
        Assert.Null((await CrawlAsync()).Error);
    }

    [Theory]
    [InlineData("Bearer realm=\"http://tokens.elsewhere.example/token\",service=\"s\"", "on another host")]
    [InlineData("Bearer realm=\"ftp://127.0.0.1/token\"", "no usable token service")]
    [InlineData("Negotiate", "only Basic and Bearer")]
    public async Task A_token_service_elsewhere_is_sent_nothing(string challenge, string message)
    {
        Registry.Intercept = async c =>
        {
            c.Response.Headers.WWWAuthenticate = challenge;
            await AnswerAsync(c, "text/plain", "", 401);
            return true;
        };
        var report = await CrawlAsync();
        Assert.Contains(message, report.Error?.Message);
    }

    [Fact]
    public async Task ARegistry_that_is_not_there_is_said_to_be_so()
    {
        await Registry.DisposeAsync();
        var report = await CrawlAsync();
        Assert.Equal(FailureKind.Unreachable, report.Error?.Failure);
        Assert.Contains("refuses the connection", report.Error!.Message);
    }
}
