using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

public sealed class FactStoreTests
{
    private static readonly DateTime s_day = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Saving_the_same_facts_again_changes_nothing()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("checkout/api").Commit(s_day, "Dockerfile", "FROM alpine:3.20\n").Commit(s_day.AddDays(1), "Dockerfile", "FROM alpine:3.21\n")
            .Commit(s_day.AddDays(2), "CODEOWNERS", "* @acme/checkout\n", kind: FileKind.CodeOwners);
        var image = Shipped.Image("checkout/api", "1.0", s_day);

        var first = await hub.CrawlAsync(connection, [repo], [image]);
        var before = await SnapshotAsync(hub);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        var second = await hub.CrawlAsync(connection, [repo], [image]);

        Assert.Equal(new StoreCounts(3, 0, 0), first);
        Assert.Equal(new StoreCounts(0, 0, 3), second);
        Assert.Equal(before, await SnapshotAsync(hub));
    }

    [Fact]
    public async Task History_becomes_versions_that_touch_and_never_overlap()
    {
        await using var hub = await Hub.OpenAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", "FROM a:1\n").Commit(s_day.AddDays(3), "Dockerfile", "FROM a:2\n")
            .Commit(s_day.AddDays(2), "Dockerfile", "FROM a:3\n").Commit(s_day.AddDays(5), "Dockerfile", "FROM a:4\n");
        await hub.CrawlAsync(await hub.ConnectAsync(), [repo]);

        await using var db = hub.Db();
        var versions = await db.DockerfileVersions.OrderBy(v => v.From).ToListAsync();
        Assert.Equal([Repo.Sha("FROM a:1\n"), Repo.Sha("FROM a:3\n"), Repo.Sha("FROM a:4\n")], versions.Select(v => v.BlobSha));
        Assert.Equal(versions.Skip(1).Select(v => (DateTime?)v.From).Append(null), versions.Select(v => v.To));
    }

    [Fact]
    public async Task A_rename_in_history_keeps_the_source()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", "FROM a:1\n");
        await hub.CrawlAsync(connection, [repo]);
        var id = await SourceIdAsync(hub, "Dockerfile");

        await hub.CrawlAsync(connection, [repo.Commit(s_day.AddDays(1), "docker/Dockerfile", "FROM a:1\nUSER 1000\n", renamedFrom: "Dockerfile")]);

        Assert.Equal(id, await SourceIdAsync(hub, "docker/Dockerfile"));
        await using var db = hub.Db();
        Assert.Equal(1, await db.DockerfileSources.CountAsync());
    }

    [Fact]
    public async Task Without_history_the_same_text_elsewhere_is_the_same_source()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b") { WithHistory = false }.Commit(s_day, "old/Dockerfile", "FROM a:1\n").Commit(s_day, "Dockerfile", "FROM b:1\n");
        await hub.CrawlAsync(connection, [repo]);
        var id = await SourceIdAsync(hub, "old/Dockerfile");

        repo.Commit(s_day.AddDays(1), "old/Dockerfile", null).Commit(s_day.AddDays(1), "new/Dockerfile", "FROM a:1\n");
        await hub.CrawlAsync(connection, [repo]);

        Assert.Equal(id, await SourceIdAsync(hub, "new/Dockerfile"));
    }

    [Fact]
    public async Task Two_files_that_swap_places_keep_their_ids()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b") { WithHistory = false }.Commit(s_day, "a/Dockerfile", "FROM a:1\n").Commit(s_day, "b/Dockerfile", "FROM b:1\n");
        await hub.CrawlAsync(connection, [repo]);
        var (a, b) = (await SourceIdAsync(hub, "a/Dockerfile"), await SourceIdAsync(hub, "b/Dockerfile"));
        var facts = repo.Facts;
        var swap = new CommitFacts("feed", s_day.AddDays(1),
        [
            new FileChange("b/Dockerfile", Repo.Sha("FROM a:1\n"), FileKind.Dockerfile, "a/Dockerfile"),
            new FileChange("a/Dockerfile", Repo.Sha("FROM b:1\n"), FileKind.Dockerfile, "b/Dockerfile"),
        ]);
        var run = await hub.Store.BeginRunAsync(connection, default);
        await using (var db = hub.Db())
        {
            await db.Repositories.ExecuteUpdateAsync(set => set.SetProperty(r => r.HistoryThrough, "before"));
        }

        await hub.Store.SaveRepositoryAsync(run, facts with
        {
            HeadCommit = "feed",
            Files = [new("a/Dockerfile", Repo.Sha("FROM b:1\n"), FileKind.Dockerfile, 1), new("b/Dockerfile", Repo.Sha("FROM a:1\n"), FileKind.Dockerfile, 1)],
            History = [swap],
        }, default);

        Assert.Equal((b, a), (await SourceIdAsync(hub, "a/Dockerfile"), await SourceIdAsync(hub, "b/Dockerfile")));
    }

    [Fact]
    public async Task A_file_that_comes_back_is_the_same_source()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("a/b").Commit(s_day, "Dockerfile", "FROM a:1\n");
        await hub.CrawlAsync(connection, [repo]);
        var id = await SourceIdAsync(hub, "Dockerfile");
        await hub.CrawlAsync(connection, [repo.Commit(s_day.AddDays(1), "Dockerfile", null)]);
        await hub.CrawlAsync(connection, [repo.Commit(s_day.AddDays(2), "Dockerfile", "FROM a:2\n")]);

        Assert.Equal(id, await SourceIdAsync(hub, "Dockerfile"));
    }

    [Fact]
    public async Task History_that_is_read_later_is_drawn_under_the_same_source()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var plain = new Repo("a/b") { WithHistory = false }.Commit(s_day, "x/Dockerfile", "FROM a:1\n").Commit(s_day.AddDays(1), "Dockerfile", "FROM a:1\n", renamedFrom: "x/Dockerfile");
        await hub.CrawlAsync(connection, [plain]);
        var id = await SourceIdAsync(hub, "Dockerfile");
        var full = new Repo("a/b").Commit(s_day, "x/Dockerfile", "FROM a:1\n").Commit(s_day.AddDays(1), "Dockerfile", "FROM a:1\n", renamedFrom: "x/Dockerfile");
        await hub.CrawlAsync(connection, [full]);

        Assert.Equal(id, await SourceIdAsync(hub, "Dockerfile"));
        await using var db = hub.Db();
        Assert.Equal(["x/Dockerfile", "Dockerfile"], await db.DockerfileVersions.Where(v => v.SourceId == id).OrderBy(v => v.From).Select(v => v.Path).ToListAsync());
    }

    [Fact]
    public async Task Absence_is_believed_after_two_complete_sweeps_and_not_when_reading_failed()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repos = new[] { new Repo("a/gone").Commit(s_day, "Dockerfile", "FROM a:1\n"), new Repo("a/broken").Commit(s_day, "Dockerfile", "FROM a:1\n") };
        await hub.CrawlAsync(connection, repos);
        for (var sweep = 1; sweep <= 3; sweep++)
        {
            var run = await hub.Store.BeginRunAsync(connection, default);
            await hub.Store.RecordFailureAsync(run, "a/broken", FailureKind.Timeout, "It took too long.", default);
            await hub.Store.EndRunAsync(run, sweep == 2 ? CrawlOutcome.Failed : CrawlOutcome.Complete, null, default);
            var known = await hub.Store.KnownRepositoriesAsync(connection, default);
            Assert.Equal(sweep < 3, known.ContainsKey("a/gone"));
            Assert.True(known.ContainsKey("a/broken"));
        }
    }

    [Fact]
    public async Task A_tag_that_moves_is_closed_and_opened_again()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        await hub.CrawlAsync(connection, [], [Shipped.Image("api", "1", s_day)]);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        var counts = await hub.CrawlAsync(connection, [], [Shipped.Image("api", "1", s_day.AddDays(1), user: "1000")]);

        Assert.Equal(new StoreCounts(0, 1, 0), counts);
        await using var db = hub.Db();
        var observations = await db.TagObservations.OrderBy(t => t.Id).ToListAsync();
        Assert.Equal(observations[1].From, observations[0].To);
        Assert.Null(observations[1].To);
    }

    [Fact]
    public async Task Connections_that_crawl_at_once_do_not_disturb_each_other()
    {
        await using var hub = await Hub.OpenAsync();
        var connections = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            connections.Add(await hub.ConnectAsync($"source {i}"));
        }

        await Task.WhenAll(connections.Select(c => Task.Run(() => hub.CrawlAsync(
            c, Enumerable.Range(0, 20).Select(i => new Repo($"{c}/{i}").Commit(s_day, "Dockerfile", $"FROM a:{i}\n"))))));

        await using var db = hub.Db();
        Assert.Equal(80, await db.DockerfileSources.CountAsync());
        Assert.Equal(20, await db.Blobs.CountAsync());
    }

    [Fact]
    public async Task A_run_that_never_ended_is_closed_when_the_next_begins()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var first = await hub.Store.BeginRunAsync(connection, default);
        await hub.Store.BeginRunAsync(connection, default);

        await using var db = hub.Db();
        Assert.Equal(CrawlOutcome.Cancelled, (await db.CrawlRuns.SingleAsync(r => r.Id == first)).Outcome);
    }

    private static async Task<int> SourceIdAsync(Hub hub, string path)
    {
        await using var db = hub.Db();
        return await db.DockerfileSources.Where(s => s.Path == path && s.GoneAt == null).Select(s => s.Id).SingleAsync();
    }

    private static async Task<string> SnapshotAsync(Hub hub)
    {
        await using var db = hub.Db();
        return string.Join('\n',
        [
            .. (await db.DockerfileSources.ToListAsync()).Select(s => $"{s.Id} {s.Path} {s.BlobSha} {s.Commit} {s.GoneAt}"),
            .. (await db.DockerfileVersions.ToListAsync()).Select(v => $"{v.Id} {v.BlobSha} {v.From} {v.To}"),
            .. (await db.RepositoryFiles.ToListAsync()).Select(f => $"{f.Id} {f.Path} {f.BlobSha}"),
            .. (await db.TagObservations.ToListAsync()).Select(t => $"{t.Id} {t.Tag} {t.Digest} {t.From} {t.To}"),
            .. (await db.Blobs.ToListAsync()).Select(b => $"{b.Key} {b.StoredAt}"),
        ]);
    }
}
