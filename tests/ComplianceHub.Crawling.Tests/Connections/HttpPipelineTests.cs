using System.Net;
using System.Net.Sockets;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.Tests.Registries;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using ComplianceHub.TestKit;
using ComplianceHub.TestKit.Registries;
using Microsoft.AspNetCore.Http;

namespace ComplianceHub.Crawling.Tests.Connections;

public sealed class HttpPipelineTests
{
    [Fact]
    public void Nobody_else_makes_clients()
    {
        string[] makers = ["new HttpClient", "HttpClientHandler", "SocketsHttpHandler", "IHttpClientFactory", "WebRequest"];
        var found = Checkout.Files("src/ComplianceHub.Crawling", ".cs")
            .Where(f => !f.EndsWith("/Connections/HttpPipeline.cs", StringComparison.Ordinal))
            .SelectMany(f => makers.Where(m => File.ReadAllText(Checkout.Path(f)).Contains(m + "(", StringComparison.Ordinal)).Select(m => $"{f}: {m}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/")]
    [InlineData("https://localhost:1/")]
    [InlineData("https://[::1]:1/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("http://example.org/")]
    [InlineData("https://user:password@example.org/")]
    public async Task A_connection_that_is_not_internal_stays_outside(string url)
    {
        using var client = Client(isInternal: false);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync(new Uri(url)));
        Assert.Equal(FailureKind.Forbidden, exception.Failure);
        Assert.DoesNotContain("password@", exception.ToString());
    }

    [Fact]
    public async Task Redirects_keep_headers_within_an_origin_only()
    {
        await using var there = await InMemoryRegistry.StartAsync();
        await using var here = await InMemoryRegistry.StartAsync();
        var seen = new List<string>();
        async Task<bool> Answer(HttpContext c)
        {
            seen.Add($"{c.Request.Path} {c.Request.Headers.Authorization}|{c.Request.Headers["PRIVATE-TOKEN"]}|{c.Request.Headers.Accept}");
            var next = c.Request.Path.Value switch { "/1" => "/2", "/2" => there.Url + "/3", "/3" => here.Url + "/4", _ => null };
            if (next is not null)
            {
                c.Response.Redirect(next);
                return true;
            }

            await c.Response.WriteAsync("end");
            return true;
        }

        here.Intercept = there.Intercept = Answer;
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, here.Url + "/1");
        request.Headers.Authorization = new("Bearer", "t");
        request.Headers.Add("PRIVATE-TOKEN", "p");
        request.Headers.Accept.ParseAdd("a/b");
        using var response = await client.SendAsync(request);
        Assert.Equal("end", await response.Content.ReadAsStringAsync());
        Assert.Equal(["/1 Bearer t|p|a/b", "/2 Bearer t|p|a/b", "/3 ||a/b", "/4 ||a/b"], seen);
    }

    [Fact]
    public async Task A_compressed_body_is_limited_by_what_it_becomes()
    {
        await using var server = await InMemoryRegistry.StartAsync();
        server.Intercept = async c =>
        {
            c.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new System.IO.Compression.GZipStream(c.Response.Body, System.IO.Compression.CompressionLevel.Optimal);
            await gzip.WriteAsync(new byte[10 << 20]);
            return true;
        };
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url);
        request.Options.Set(HttpPipeline.BodyLimit, 1 << 20);
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.SendAsync(request));
        Assert.Equal(FailureKind.TooLarge, exception.Failure);
    }

    [Theory]
    [InlineData(500, 4)]
    [InlineData(503, 4)]
    [InlineData(404, 1)]
    [InlineData(501, 1)]
    public async Task Only_what_may_pass_is_tried_again(int status, int requests)
    {
        await using var server = await InMemoryRegistry.StartAsync();
        server.Intercept = c =>
        {
            c.Response.StatusCode = status;
            return Task.FromResult(true);
        };
        using var client = Client();
        using var response = await client.GetAsync(new Uri(server.Url));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_a_timeout()
    {
        await using var server = await InMemoryRegistry.StartAsync();
        server.Intercept = async c =>
        {
            await Task.Delay(Timeout.Infinite, c.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        using var client = Client(limits: RegistryBench.Fast with { Headers = TimeSpan.FromMilliseconds(100), Retries = 1 });
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync(new Uri(server.Url + "?token=secret")));
        Assert.Equal(FailureKind.Timeout, exception.Failure);
        Assert.DoesNotContain("secret", exception.ToString());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Something_that_is_not_a_web_server_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var serving = Task.Run(async () =>
        {
            for (var i = 0; i < 4; i++)
            {
                using var peer = await listener.AcceptTcpClientAsync();
                await peer.GetStream().WriteAsync("SSH-2.0-OpenSSH\r\n"u8.ToArray());
            }
        });
        using var client = Client();
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync(new Uri($"http://127.0.0.1:{port}/")));
        Assert.Equal(FailureKind.Unreachable, exception.Failure);
        listener.Stop();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static HttpClient Client(bool isInternal = true, HttpLimits? limits = null) =>
        new HttpPipeline(limits ?? RegistryBench.Fast, TimeProvider.System).CreateClient(new Connection { Kind = "x", Name = "x", Location = "x", IsInternal = isInternal });
}
