using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.Registries;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using ComplianceHub.TestKit.Registries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.Registries;

/// <summary>Real registries over one storage, filled once by skopeo: open, by password, by token.</summary>
public sealed class RegistryFixture : IAsyncLifetime
{
    private readonly Dictionary<RegistryAccess, DockerRegistryServer> _servers = [];

    public DockerRegistryServer this[RegistryAccess access] => _servers[access];

    public async ValueTask InitializeAsync()
    {
        var open = _servers[RegistryAccess.Anonymous] = await DockerRegistryServer.StartAsync();
        await SampleRegistry.FillAsync(open);
        foreach (var access in (RegistryAccess[])[RegistryAccess.Basic, RegistryAccess.Bearer])
        {
            _servers[access] = await DockerRegistryServer.StartAsync(access, open.StorageFolder);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Reverse())
        {
            await server.DisposeAsync();
        }
    }
}

public sealed class RealRegistryTests(RegistryFixture registries) : IClassFixture<RegistryFixture>
{
    private static readonly string[] s_tags = [.. SampleRegistry.Build()
        .Where(r => SampleRegistry.Repositories.Contains(r.Key))
        .SelectMany(r => r.Value.Tags.Where(t => !t.Tag.EndsWith(".sig")).Select(t => $"{r.Key}:{t.Tag}")).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(RegistryAccess.Anonymous)]
    [InlineData(RegistryAccess.Basic)]
    [InlineData(RegistryAccess.Bearer)]
    public async Task Everything_is_found_once_however_the_registry_asks_to_sign_in_and_pages_its_lists(RegistryAccess access)
    {
        await using var bench = await RegistryBench.OpenAsync();
        var connector = Connector(new RegistryOptions { PageSize = 2 });
        var report = await bench.CrawlAsync(connector, Draft(registries[access]));

        Assert.Null(report.Error);
        Assert.Empty(report.Failures);
        Assert.Equal(s_tags, await bench.TagsAsync());
        Assert.DoesNotContain("charts/shop", await bench.QueryAsync(c => c.ImageRepositories.Select(r => r.Name).ToListAsync()));

        var stored = await StoredAsync(bench);
        var second = await bench.CrawlAsync(connector, Draft(registries[access]));
        Assert.Empty(second.Failures);
        Assert.Equal((0, 0, s_tags.Length), (second.Counts.New, second.Counts.Changed, second.Counts.Unchanged));
        Assert.Equal(stored, await StoredAsync(bench));
    }

    [Fact]
    public async Task Platforms_users_and_environments_come_home()
    {
        await using var bench = await RegistryBench.OpenAsync();
        var server = registries[RegistryAccess.Anonymous];
        await bench.CrawlAsync(Connector(), Draft(server));

        var front = await ReadAsync(bench, server, "shop/front");
        Assert.Equal(["linux/amd64", "linux/arm64/v8"], front.Platforms.Select(p => p.Platform));
        Assert.Equal("COPY shop/front /app # buildkit", front.Platforms[0].Layers[^1].CreatedBy);
        Assert.Equal("root", (await ReadAsync(bench, server, "data/etl")).Platforms.Single().Config.User);
        var secret = (await ReadAsync(bench, server, "checkout/api")).Platforms.Single().Config.Env.Single(e => e.Key == "AWS_ACCESS_KEY_ID");
        Assert.Equal(SampleRegistry.PlantedSecret, secret.Value);
    }

    [Fact]
    public async Task Neither_a_crawled_secret_nor_the_password_is_in_the_database_in_clear()
    {
        await using var bench = await RegistryBench.OpenAsync();
        await bench.CrawlAsync(Connector(), Draft(registries[RegistryAccess.Basic]));
        foreach (var file in Directory.EnumerateFiles(bench.DataFolder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content);
            foreach (var secret in (string[])[SampleRegistry.PlantedSecret, DockerRegistryServer.Password])
            {
                Assert.Equal(-1, content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
            }
        }
    }

    [Theory]
    [InlineData(RegistryAccess.Basic, null)]
    [InlineData(RegistryAccess.Basic, "wrong")]
    [InlineData(RegistryAccess.Bearer, null)]
    [InlineData(RegistryAccess.Bearer, "wrong")]
    public async Task A_refused_sign_in_is_one_clear_failure(RegistryAccess access, string? password)
    {
        await using var bench = await RegistryBench.OpenAsync();
        var report = await bench.CrawlAsync(Connector(), Draft(registries[access]) with { Secret = password });
        Assert.Equal(FailureKind.Forbidden, report.Error?.Failure);
        Assert.Contains(password is null ? "the connection has none" : "refuses the user name or the password", report.Error!.Message);
    }

    [Fact]
    public async Task A_path_in_the_address_narrows_the_crawl()
    {
        await using var bench = await RegistryBench.OpenAsync();
        var server = registries[RegistryAccess.Bearer];
        await bench.CrawlAsync(Connector(), Draft(server) with { Location = server.Url + "/checkout" });
        Assert.Equal(["checkout/api:1.0", "checkout/cart:1.0", "checkout/payments:1.0"], await bench.TagsAsync());
    }

    [Fact]
    public async Task A_moved_tag_fetches_what_is_new_and_nothing_else()
    {
        await using var server = await DockerRegistryServer.StartAsync();
        using var folder = new TemporaryFolder();
        var layout = new OciLayoutBuilder();
        layout.Add(new TestImage(), "1");
        await server.PushAsync(layout.WriteTo(folder["a"]), "app", "1");
        await using var bench = await RegistryBench.OpenAsync();
        await bench.CrawlAsync(Connector(), Draft(server));
        var before = await StoredAsync(bench);

        var moved = new OciLayoutBuilder();
        moved.Add(new TestImage { User = "app" }, "1");
        await server.PushAsync(moved.WriteTo(folder["b"]), "app", "1");
        var report = await bench.CrawlAsync(Connector(), Draft(server));
        Assert.Equal(1, report.Counts.Changed);
        Assert.Equal(before + 2, await StoredAsync(bench));
        Assert.Equal("app", (await ReadAsync(bench, server, "app")).Platforms.Single().Config.User);
    }

    [Fact]
    public async Task An_image_made_by_umoci_is_read_as_well()
    {
        using var folder = new TemporaryFolder();
        async Task Umoci(params string[] arguments) => (await ChildProcess.Run("umoci", arguments)).Checked("umoci");
        await Umoci("init", "--layout", folder["l"]);
        await Umoci("new", "--image", folder["l"] + ":1");
        await Umoci("config", "--image", folder["l"] + ":1", "--config.user", "0:0", "--config.env", "A=b");
        await using var server = await DockerRegistryServer.StartAsync();
        await server.PushAsync(folder["l"], "made/by-umoci", "1");
        await using var bench = await RegistryBench.OpenAsync();
        var report = await bench.CrawlAsync(Connector(), Draft(server));
        Assert.Empty(report.Failures);
        Assert.Equal("0:0", (await ReadAsync(bench, server, "made/by-umoci", "1")).Platforms.Single().Config.User);
    }

    private static RegistryConnector Connector(RegistryOptions? options = null) =>
        new(new HttpPipeline(RegistryBench.Fast, TimeProvider.System), options ?? new RegistryOptions(), new KnownArtifacts(), TimeProvider.System);

    private static ConnectionDraft Draft(DockerRegistryServer server) => new("registry", "test", server.Url, null,
        server.Access == RegistryAccess.Anonymous ? null : DockerRegistryServer.UserName,
        server.Access == RegistryAccess.Anonymous ? null : DockerRegistryServer.Password, false, true);

    private static Task<int> StoredAsync(RegistryBench bench) => bench.QueryAsync(c => c.Blobs.CountAsync());

    private static async Task<Grading.Facts.ImageFacts> ReadAsync(RegistryBench bench, DockerRegistryServer server, string repository, string tag = "1.0")
    {
        tag = repository == "app" ? "1" : tag;
        var digest = await bench.QueryAsync(c => c.TagObservations.Where(t => t.ImageRepository!.Name == repository && t.Tag == tag && t.To == null).Select(t => t.Digest).SingleAsync());
        var (image, reason) = await bench.Get<ShippedReader>().ReadAsync(server.Host, repository, tag, digest, default);
        return image ?? throw new InvalidOperationException(reason);
    }
}
