using System.Text;
using System.Text.Json;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

/// <summary>Plants secrets, crawls, grades, and looks for them in everything that is written or answered.</summary>
public sealed class SecretTests
{
    private static readonly string[] s_secrets =
    [
        // Put together here, so that scanners of this repository do not find them.
        "AKIA" + "Q3EGRZ7LHTNCVWXY", "ghp_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R", "n0t-a-Placeholder-8x!Q", "S3cr3tOfTheImage-77zz", "LabelledS3cret-1q2w3e4r",
    ];

    private static readonly DateTime s_day = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task No_planted_secret_is_in_the_database_its_log_or_any_answer()
    {
        await using var hub = await Hub.OpenAsync();
        var text = $"FROM ubuntu:24.04\nENV AWS_ACCESS_KEY_ID={s_secrets[0]} \\\n    DB_PASSWORD=\"{s_secrets[2]}\"\nARG GITHUB_TOKEN={s_secrets[1]}\n"
            + $"RUN curl -H 'Authorization: Bearer {s_secrets[1]}' https://example.org\nLABEL api_key=\"{s_secrets[4]}\"\nUSER 1000\n";
        await hub.CrawlAsync(
            await hub.ConnectAsync(), [new Repo("a/b").Commit(s_day, "Dockerfile", text)], [Shipped.Image("shop/api", "1", s_day, env: $"DB_PASSWORD={s_secrets[3]}")]);
        await hub.GradeAsync();

        var answers = await AnswersAsync(hub);
        Assert.All(s_secrets, s => Assert.DoesNotContain(s, answers, StringComparison.Ordinal));
        await using var db = hub.Db();
        await AssertNotStoredAsync(hub, db, s_secrets);
        var found = await db.FindingIntervals.Where(f => f.SecretKind != null).ToListAsync();
        Assert.NotEmpty(found);
        Assert.All(found, f => Assert.Equal(32, f.SecretHash?.Length));
    }

    [Fact]
    public async Task Masking_keeps_every_line_and_column_in_its_place()
    {
        await using var hub = await Hub.OpenAsync();
        var text = $"FROM a:1\nENV DB_PASSWORD={s_secrets[2]} X=1\nUSER 1000\n";
        var masked = MaskingReader.MaskDockerfile(text);

        Assert.Equal(text.Length, masked.Length);
        Assert.Equal(text.IndexOf("USER", StringComparison.Ordinal), masked.IndexOf("USER", StringComparison.Ordinal));
        Assert.DoesNotContain(s_secrets[2], masked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connections_secret_is_stored_protected_and_read_back()
    {
        await using var hub = await Hub.OpenAsync();
        var store = hub.Get<ConnectionStore>();
        var id = await store.SaveAsync(new ConnectionDraft("registry", "r", "https://r.example.org", null, "robot", s_secrets[3], false, false), "test", default);
        var connection = await store.FindAsync(id, default);

        Assert.Equal(s_secrets[3], store.Reveal(connection!));
        Assert.True((await hub.Get<SourceQueries>().ListAsync(default))[0].HasSecret);
        await using var db = hub.Db();
        await AssertNotStoredAsync(hub, db, s_secrets[3]);
    }

    /// <summary>Holds a connection open meanwhile: SQLite deletes the WAL with the last one, also between listing the folder and reading it.</summary>
    private static async Task AssertNotStoredAsync(Hub hub, HubDbContext db, params string[] secrets)
    {
        await db.Database.OpenConnectionAsync();
        foreach (var file in Directory.EnumerateFiles(hub.Folder, "*", SearchOption.AllDirectories))
        {
            var content = ReadShared(file);
            Assert.All(secrets, s => Assert.False(Contains(content, Encoding.UTF8.GetBytes(s)), $"{Path.GetFileName(file)} holds a secret"));
        }
    }

    private static async Task<string> AnswersAsync(Hub hub)
    {
        var filter = new ImageFilter();
        var page = await hub.Get<ImageQueries>().PageAsync(filter, ImageSort.Name, false, 0, 50, default);
        var answers = new List<object?> { page, await hub.Get<OverviewQueries>().RecentChangesAsync(null, 50, default), await hub.Get<SearchQueries>().FindAsync("a", 20, default) };
        foreach (var row in page.Rows)
        {
            answers.Add(await hub.Get<ImageQueries>().GetAsync(row.Id, default));
        }

        await foreach (var row in hub.Get<FindingQueries>().StreamAsync(filter, default))
        {
            answers.Add(row);
        }

        answers.Add((await hub.Get<RuleQueries>().ListAsync(default)).Select(r => new { r.Rule.Id, r.Failing }));
        answers.Add(await hub.Get<InventoryQueries>().DockerfilesAsync(null, 0, 50, default));
        answers.Add(await hub.Get<BaseQueries>().ReadAsync(default));
        answers.Add(await hub.Get<InventoryQueries>().AuditAsync(null, 0, 50, default));
        answers.Add(await hub.Get<TeamQueries>().MatrixAsync(null, 0, 50, default));
        var options = new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return string.Join('\n', answers.Select(a => JsonSerializer.Serialize(a, options)));
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static bool Contains(byte[] content, byte[] part) => content.AsSpan().IndexOf(part) >= 0;
}
