using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Storage.Tests;

/// <summary>A real hub on a real file in a folder of its own, with a clock that stands still.</summary>
public sealed class Hub : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-").FullName;

    private Hub()
    {
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddComplianceHubStorage(_folder).BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public string Folder => _folder;

    public FactStore Store => Get<FactStore>();

    public Inventory Inventory => Get<Inventory>();

    public GradeKeeper Keeper => Get<GradeKeeper>();

    public static async Task<Hub> OpenAsync(bool policy = true)
    {
        var hub = new Hub();
        await hub.Get<HubDatabase>().OpenAsync(default);
        if (policy)
        {
            await hub.Get<PolicyStore>().EnsureFirstAsync(["registry.example.org"], "set-up", default);
        }

        return hub;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public HubDbContext Db() => Get<IDbContextFactory<HubDbContext>>().CreateDbContext();

    public Task<int> ConnectAsync(string name = "git") =>
        Get<ConnectionStore>().SaveAsync(new ConnectionDraft("folder", name, "/repositories", null, null, null, true, false), "test", default);

    /// <summary>A whole crawl of these repositories and image repositories.</summary>
    public async Task<StoreCounts> CrawlAsync(int connection, IEnumerable<Repo> repositories, IEnumerable<(ImageRepositoryFacts Facts, RegistryDocument[] Documents)>? images = null)
    {
        var run = await Store.BeginRunAsync(connection, default);
        var counts = default(StoreCounts);
        foreach (var repository in repositories)
        {
            await Store.SaveBlobsAsync(repository.Blobs, default);
            counts += await Store.SaveRepositoryAsync(run, repository.Facts, default);
        }

        foreach (var (facts, documents) in images ?? [])
        {
            await Store.SaveDocumentsAsync(documents, default);
            counts += await Store.SaveImageRepositoryAsync(run, facts, default);
        }

        await Store.EndRunAsync(run, CrawlOutcome.Complete, null, default);
        return counts;
    }

    public async Task<RegradeResult> GradeAsync()
    {
        await Inventory.RefreshAsync(default);
        return await Keeper.RegradeAsync(default);
    }

    public async Task<ImageRow> ImageAsync(string name) =>
        (await Get<ImageQueries>().PageAsync(new ImageFilter { Text = name }, ImageSort.Name, false, 0, 10, default)).Rows.Single(r => r.Name == name);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A repository in the making: commits on top of each other.</summary>
public sealed class Repo(string name)
{
    private readonly List<CommitFacts> _history = [];
    private readonly Dictionary<string, (string Text, FileKind Kind)> _head = [];
    private readonly Dictionary<string, string> _texts = [];

    public RepositoryFacts Facts => new(
        "git.example.org", name, name, $"https://git.example.org/{name}.git", $"https://git.example.org/{name}", "main", HeadCommit, CommittedAt,
        [.. _head.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new FileFacts(f.Key, Sha(f.Value.Text), f.Value.Kind, f.Value.Text.Length))],
        WithHistory ? [.. _history] : []);

    public bool WithHistory { get; init; } = true;

    public string? HeadCommit => _history.Count == 0 ? null : _history[^1].Sha;

    public DateTime? CommittedAt => _history.Count == 0 ? null : _history[^1].CommittedAt;

    public (string, ReadOnlyMemory<byte>)[] Blobs => [.. _texts.Select(t => (t.Key, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t.Value)))];

    public static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"blob {Encoding.UTF8.GetByteCount(text)}\0{text}")))[..40];

    public Repo Commit(DateTime at, string path, string? text, string? renamedFrom = null, FileKind kind = FileKind.Dockerfile)
    {
        if (renamedFrom is not null)
        {
            _head.Remove(renamedFrom);
        }

        if (text is null)
        {
            _head.Remove(path);
        }
        else
        {
            _head[path] = (text, kind);
            _texts[Sha(text)] = text;
        }

        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}{_history.Count}{path}{text}")))[..40];
        _history.Add(new CommitFacts(sha, at, [new FileChange(path, text is null ? null : Sha(text), kind, renamedFrom)]));
        return this;
    }
}

/// <summary>Images as a registry holds them.</summary>
public static class Shipped
{
    public static (ImageRepositoryFacts Facts, RegistryDocument[] Documents) Image(
        string repository, string tag, DateTime pushedAt, string user = "", string? env = null, string? source = null, string registry = "registry.example.org")
    {
        var labels = source is null ? "{}" : $$"""{"org.opencontainers.image.source":"{{source}}"}""";
        var config = Document(
            OciMediaTypes.Config,
            $$"""{"os":"linux","architecture":"amd64","created":"2026-11-01T00:00:00Z","config":{"User":"{{user}}","Env":["PATH=/bin"{{(env is null ? "" : $",\"{env}\"")}}],"Labels":{{labels}}},"rootfs":{"type":"layers","diff_ids":["sha256:{{new string('a', 64)}}"]},"history":[{"created_by":"COPY {{tag}} /"}]}""");
        var manifest = Document(
            OciMediaTypes.Manifest,
            $$"""{"schemaVersion":2,"mediaType":"{{OciMediaTypes.Manifest}}","config":{"mediaType":"{{OciMediaTypes.Config}}","digest":"{{config.Digest}}","size":{{config.Content.Length}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:{{new string('b', 64)}}","size":12000000}]}""");
        return (new ImageRepositoryFacts(registry, repository, [new TagFacts(tag, manifest.Digest, pushedAt)]), [config, manifest]);
    }

    private static RegistryDocument Document(string mediaType, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return new RegistryDocument("sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)), mediaType, bytes);
    }
}
