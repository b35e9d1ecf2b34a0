using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

/// <summary>Sweeps over long listings: how they go on, and what they may declare gone.</summary>
public sealed class SweepTests
{
    private const string Host = "git.example.org";
    private static readonly DateTime s_day = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(5, 100, true)]
    [InlineData(6, 100, false)]
    [InlineData(6, 121, true)]
    public async Task More_than_one_in_twenty_goes_only_when_somebody_confirms_it(int missing, int known, bool goes)
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repositories = Enumerable.Range(0, known).Select(n => new Repo($"a/{n:000}").Commit(s_day, "Dockerfile", "FROM a:1\n")).ToList();
        await hub.CrawlAsync(connection, repositories);
        for (var sweep = 0; sweep < 3; sweep++)
        {
            await SweepAsync(hub, connection, [.. repositories.Skip(missing).Select(r => r.Facts.ExternalId)]);
        }

        Assert.Equal(goes ? known - missing : known, await LiveAsync(hub));
        var row = Assert.Single(await hub.Get<SourceQueries>().ListAsync(default));
        Assert.Equal((goes ? 0 : missing, goes), (row.Absent, row.LastRun!.Message is null));
        Assert.Equal(row.Absent, await hub.Store.ConfirmAbsenceAsync(connection, "jane", default));
        Assert.Equal(known - missing, await LiveAsync(hub));
        Assert.Equal(known - missing, await hub.Db().DockerfileSources.CountAsync(s => s.GoneAt == null));
    }

    [Fact]
    public async Task What_comes_back_before_anybody_confirms_is_no_longer_asked_about()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repositories = Enumerable.Range(0, 10).Select(n => new Repo($"a/{n}").Commit(s_day, "Dockerfile", "FROM a:1\n")).ToList();
        await hub.CrawlAsync(connection, repositories);
        await SweepAsync(hub, connection, []);
        await SweepAsync(hub, connection, []);
        await SweepAsync(hub, connection, [.. repositories.Select(r => r.Facts.ExternalId)]);

        Assert.Equal(0, await hub.Store.ConfirmAbsenceAsync(connection, "jane", default));
        Assert.Equal(10, await LiveAsync(hub));
    }

    [Fact]
    public async Task A_sweep_over_several_runs_counts_what_each_of_them_saw()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        await hub.CrawlAsync(connection, new[] { "a", "b", "c" }.Select(n => new Repo(n).Commit(s_day, "Dockerfile", "FROM a:1\n")));
        for (var sweep = 0; sweep < 2; sweep++)
        {
            var killed = await hub.Store.BeginRunAsync(connection, default);
            Assert.Null((await hub.Store.ResumeSweepAsync(killed, default)).Cursor);
            await hub.Store.CommitPageAsync(killed, Host, ["a"], "after a", 50, default);

            var limited = await hub.Store.BeginRunAsync(connection, default);
            Assert.Equal(new SweepStart("after a", 50), await hub.Store.ResumeSweepAsync(limited, default));
            await hub.Store.CommitPageAsync(limited, Host, ["b"], "after b", 50, default);
            await hub.Store.RecordFailureAsync(limited, "git", FailureKind.RateLimited, "Again in 40 min.", default);
            await hub.Store.EndRunAsync(limited, CrawlOutcome.Failed, "Again in 40 min.", default);

            var last = await hub.Store.BeginRunAsync(connection, default);
            Assert.Equal("after b", (await hub.Store.ResumeSweepAsync(last, default)).Cursor);
            await hub.Store.EndRunAsync(last, CrawlOutcome.Complete, null, default);
        }

        Assert.Equal(["a", "b"], await hub.Db().Repositories.Where(r => r.GoneAt == null).OrderBy(r => r.Name).Select(r => r.Name).ToListAsync());
        var next = await hub.Store.BeginRunAsync(connection, default);
        Assert.Equal(new SweepStart(null, 50), await hub.Store.ResumeSweepAsync(next, default));
    }

    [Fact]
    public async Task A_sweep_that_lies_longer_than_a_day_begins_anew()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var run = await hub.Store.BeginRunAsync(connection, default);
        await hub.Store.CommitPageAsync(run, Host, [], "after a", 50, default);
        await hub.Store.EndRunAsync(run, CrawlOutcome.Failed, null, default);
        hub.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(new SweepStart(null, null), await hub.Store.ResumeSweepAsync(await hub.Store.BeginRunAsync(connection, default), default));
    }

    [Fact]
    public async Task A_listing_that_left_something_out_unnamed_declares_nothing_gone()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        await hub.CrawlAsync(connection, [new Repo("a").Commit(s_day, "Dockerfile", "FROM a:1\n")]);
        for (var sweep = 0; sweep < 3; sweep++)
        {
            var run = await hub.Store.BeginRunAsync(connection, default);
            await hub.Store.RecordFailureAsync(run, "git", FailureKind.Forbidden, "One repository is withheld.", default);
            await hub.Store.EndRunAsync(run, CrawlOutcome.Complete, null, default);
        }

        Assert.Equal(1, await LiveAsync(hub));
    }

    private static async Task SweepAsync(Hub hub, int connection, string[] seen)
    {
        var run = await hub.Store.BeginRunAsync(connection, default);
        await hub.Store.CommitPageAsync(run, Host, seen, null, 100, default);
        await hub.Store.EndRunAsync(run, CrawlOutcome.Complete, null, default);
    }

    private static Task<int> LiveAsync(Hub hub) => hub.Db().Repositories.CountAsync(r => r.GoneAt == null);
}
