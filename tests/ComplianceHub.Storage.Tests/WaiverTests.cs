using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

public sealed class WaiverTests
{
    private const string Plain = "FROM ubuntu:latest\nUSER 1000\n";
    private const string Text = "The mirror comes in December.";

    [Fact]
    public async Task A_waiver_lifts_the_effective_score_and_its_end_restores_the_image_exactly()
    {
        await using var hub = await WithAsync(("a/b", Plain));
        var before = await SnapshotAsync(hub, "a/b");
        var id = await ApprovedAsync(hub, await OfFindingAsync(hub, "a/b", "tag-latest"));
        var raw = (await DetailAsync(hub, "a/b")).Score!.Raw;

        var asked = await hub.Get<WaiverQueries>().GetAsync(id, default);
        Assert.Equal(WaiverState.Approved, asked!.Row.State);
        Assert.Equal((1, 1), ((await hub.GradeAsync()).Graded, (await hub.Get<WaiverQueries>().GetAsync(id, default))!.Waived.Count));
        var waived = await DetailAsync(hub, "a/b");
        var finding = waived.Findings.Single(f => f.Rule == "tag-latest");
        Assert.Equal((900, raw), (waived.Score!.Effective - raw, waived.Score.Raw));
        Assert.Equal((FindingStatus.Waived, "W-1", "risk accepted: " + Text, "Ola"), (finding.Status, finding.Waiver!.Id, finding.Waiver.Reason, finding.Waiver.Approver));
        Assert.Equal((waived.Score.EndsAt, WaiverState.Active), (finding.Waiver.EndsAt, (await hub.Get<WaiverQueries>().GetAsync(id, default))!.Row.State));
        Assert.Equal(waived.Score.EndsAt, await hub.Get<WaiverStore>().NextChangeAsync(default));

        hub.Clock.SetUtcNow(new DateTimeOffset(waived.Score.EndsAt!.Value.AddTicks(-1), TimeSpan.Zero));
        Assert.Equal(0, (await hub.GradeAsync()).Graded);
        hub.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, (await hub.GradeAsync()).Graded);
        Assert.Equal(before, await SnapshotAsync(hub, "a/b"));
        Assert.Equal((WaiverState.Expired, 1), ((await hub.Get<WaiverQueries>().GetAsync(id, default))!.Row.State, (await hub.Get<WaiverQueries>().GetAsync(id, default))!.Row.Findings));
        Assert.Null(await hub.Get<WaiverStore>().NextChangeAsync(default));
    }

    [Fact]
    public async Task The_ledger_gives_what_waivers_lift_and_their_end_to_waivers_and_the_repair_of_something_waived_to_nobody()
    {
        await using var hub = await WithAsync(("a/b", Plain));
        var connection = (await hub.Get<ConnectionStore>().ListAsync(default))[0].Id;
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await ApprovedAsync(hub, await OfFindingAsync(hub, "a/b", "tag-latest"));
        await hub.GradeAsync();
        Assert.Equal([(LedgerCause.Waivers, 900)], await PartsAsync(hub));

        hub.Clock.Advance(TimeSpan.FromDays(2));
        await hub.CrawlAsync(connection, [new Repo("a/b").Commit(hub.Now.AddDays(-9), "Dockerfile", Plain).Commit(hub.Now, "Dockerfile", "FROM ubuntu:24.04\nUSER 1000\n")]);
        await hub.GradeAsync();
        Assert.Equal([(LedgerCause.Waivers, 900)], await PartsAsync(hub));
        Assert.Equal(WaiverState.Unused, (await hub.Get<WaiverQueries>().GetAsync(1, default))!.Row.State);

        hub.Clock.Advance(TimeSpan.FromDays(2));
        await hub.CrawlAsync(connection, [new Repo("a/b").Commit(hub.Now.AddDays(-9), "Dockerfile", Plain).Commit(hub.Now, "Dockerfile", "FROM ubuntu:24.04\n")]);
        await hub.GradeAsync();
        Assert.Equal([(LedgerCause.Code, -1_400), (LedgerCause.Waivers, 900)], (await PartsAsync(hub)).Order());
    }

    [Fact]
    public async Task A_change_of_everything_at_once_is_split_in_the_order_code_policy_waivers()
    {
        await using var hub = await WithAsync(("a/b", Plain));
        hub.Clock.Advance(TimeSpan.FromDays(1));
        var policy = await hub.Get<PolicyStore>().CurrentAsync(default);
        await ApprovedAsync(hub, await OfFindingAsync(hub, "a/b", "tag-latest"));
        await hub.Get<PolicyStore>().PublishAsync(policy with { Budgets = policy.Budgets.SetItem("no-latest", 1_000).SetItem("base-arg", 200) }, "test", null, default);
        await hub.CrawlAsync((await hub.Get<ConnectionStore>().ListAsync(default))[0].Id, [new Repo("a/b").Commit(hub.Now, "Dockerfile", "FROM ubuntu:latest\n")]);
        await hub.GradeAsync();

        // Root costs 1,400 of the old policy; the new one asks 100 more for the tag and 100 less for the literal base; the waiver gives back 1,000.
        Assert.Equal([(LedgerCause.Code, -1_400), (LedgerCause.Waivers, 1_000)], (await PartsAsync(hub)).Order());
    }

    [Theory]
    [InlineData(WaiverScope.Image, 1)]
    [InlineData(WaiverScope.Path, 2)]
    [InlineData(WaiverScope.Team, 1)]
    public async Task Wider_scopes_cover_what_they_name_and_nothing_else(WaiverScope scope, int images)
    {
        await using var hub = await WithAsync(("a/b", Plain), ("a/c", Plain), ("x/y", Plain));
        var owned = (await hub.ImageAsync("x/y")).Id;
        await hub.Inventory.AssignOwnersAsync([new OwnerDecision(owned, "web", "Web", "test", "test")], "test", default);
        await using var db = hub.Db();
        var draft = Draft(hub, scope) with { Rule = "tag-latest", ImageId = (await hub.ImageAsync("a/b")).Id, TeamId = (await db.Teams.SingleAsync()).Id, Path = "a/**" };

        var preview = await hub.Get<WaiverQueries>().PreviewAsync(draft, default);
        await ApprovedAsync(hub, draft);
        await hub.GradeAsync();

        Assert.Equal((images, images, Severity.High, 900L * images), (preview.Findings, preview.Images, preview.Worst, preview.Points));
        var row = (await hub.Get<WaiverQueries>().PageAsync(new WaiverFilter(), 0, 10, default)).Rows.Single();
        Assert.Equal((WaiverState.Active, images, images), (row.State, row.Findings, row.Images));
        Assert.Equal(images, (await hub.Get<FindingQueries>().PageAsync(new ImageFilter { Rule = "tag-latest" }, null, 10, default)).Rows.Count(r => r.Status == FindingStatus.Waived));
    }

    [Fact]
    public async Task A_waiver_follows_its_image_into_a_join_and_out_again()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), [], [Shipped.Image("x/y", "1", hub.Now, user: "0")]);
        await hub.GradeAsync();
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.CrawlAsync(await hub.ConnectAsync("other"), [new Repo("a/b").Commit(hub.Now, "Dockerfile", "FROM ubuntu:24.04\nUSER 0\n")]);
        await hub.GradeAsync();
        await ApprovedAsync(hub, Draft(hub, WaiverScope.Image) with { Rule = "user-root", ImageId = (await hub.ImageAsync("a/b")).Id });
        await hub.GradeAsync();
        Assert.Equal(1, await WaivedAsync(hub));
        await using var db = hub.Db();
        var (repository, target) = ((await db.ImageRepositories.SingleAsync()).Id, (await db.BuildTargets.SingleAsync()).Id);

        hub.Clock.Advance(TimeSpan.FromHours(1));
        var joined = await hub.Inventory.LinkAsync(repository, target, "label", 90, "test", "test", default);
        await hub.GradeAsync();
        Assert.NotEqual(joined, (await db.Waivers.SingleAsync()).ImageId);
        Assert.Equal(1, await WaivedAsync(hub));

        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.Inventory.UnlinkAsync(repository, "test", default);
        await hub.GradeAsync();
        Assert.Equal(1, await WaivedAsync(hub));
        Assert.Equal(FindingStatus.Open, (await DetailAsync(hub, "x/y")).Findings.Single(f => f.Rule == "user-root").Status);
    }

    [Fact]
    public async Task Who_asks_for_something_high_does_not_approve_it_and_every_act_is_audited()
    {
        await using var hub = await WithAsync(("a/b", Plain));
        var store = hub.Get<WaiverStore>();
        var draft = await OfFindingAsync(hub, "a/b", "tag-latest");
        Assert.Equal(["The policy waives what is high for 90 days at most: until 21 Feb 2027."], (await store.RequestAsync(draft with { LastDay = draft.LastDay.AddYears(1) }, default)).Problems);
        var id = (await store.RequestAsync(draft, default)).Id!.Value;

        Assert.Equal(["What is high is approved by somebody else than Kari, who asked for it."], (await store.ApproveAsync(id, " kari", null, default)).Problems);
        Assert.Equal(WaiverState.Requested, (await hub.Get<WaiverQueries>().GetAsync(id, default))!.Row.State);
        Assert.Empty((await store.ApproveAsync(id, "Ola", "until the mirror", default)).Problems);
        Assert.Equal(["It is approved already."], (await store.RejectAsync(id, "Ola", null, default)).Problems);
        await hub.GradeAsync();
        Assert.Empty((await store.RevokeAsync(id, "Ola", default)).Problems);
        Assert.Equal(["It is revoked already."], (await store.RevokeAsync(id, "Ola", default)).Problems);
        Assert.Equal(1, (await hub.GradeAsync()).Graded);
        Assert.Equal(0, await WaivedAsync(hub));

        var detail = await hub.Get<WaiverQueries>().GetAsync(id, default);
        Assert.Equal([("waiver.requested", "Kari"), ("waiver.approved", "Ola"), ("waiver.revoked", "Ola")], detail!.History.Select(a => (a.Action, a.Actor)));
        Assert.Equal("until the mirror", detail.Row.DecisionNote);
    }

    [Fact]
    public async Task The_filter_by_state_says_what_the_states_say()
    {
        await using var hub = await WithAsync(("a/b", Plain));
        var dates = Gen.Int[-3, 3];
        await Gen.Select(Gen.Enum<WaiverDecision>(), dates, dates.Nullable(), dates.Nullable(), Gen.Int[0, 2]).Array[20].SampleAsync(
            async waivers =>
            {
                await using var db = hub.Db();
                await db.Waivers.ExecuteDeleteAsync();
                var rows = waivers.Select(w => new Waiver
                {
                    Rule = "tag-latest",
                    Text = Text,
                    Owner = "web",
                    Requester = "Kari",
                    Decision = w.Item1,
                    ExpiresAt = hub.Now.AddDays(w.Item2),
                    RevokedAt = w.Item3 is { } revoked ? hub.Now.AddDays(revoked) : null,
                    AppliedAt = w.Item4 is { } applied ? hub.Now.AddDays(applied) : null,
                    Findings = w.Item5,
                }).ToList();
                db.Waivers.AddRange(rows);
                await db.SaveChangesAsync();
                foreach (var state in Enum.GetValues<WaiverState>())
                {
                    var expected = rows.Where(r => r.Life.At(hub.Now) == state).Select(r => r.Id).Order();
                    var found = (await hub.Get<WaiverQueries>().PageAsync(new WaiverFilter { States = [state] }, 0, 100, default)).Rows;
                    Assert.Equal(expected, found.Select(r => r.Id).Order());
                    Assert.All(found, r => Assert.Equal(state, r.State));
                }

                var soon = (await hub.Get<WaiverQueries>().PageAsync(new WaiverFilter { EndsSoon = true }, 0, 100, default)).Rows;
                Assert.Equal(rows.Where(r => r.Life.EndsSoon(hub.Now)).Select(r => r.Id).Order(), soon.Select(r => r.Id).Order());
                Assert.Equal(rows.Count, (await hub.Get<WaiverQueries>().CountsAsync(default)).All);
            },
            iter: 15, threads: 1);
    }

    [Fact]
    public async Task A_secret_in_the_reason_is_not_kept()
    {
        await using var hub = await WithAsync(("a/b", Plain));
        var draft = await OfFindingAsync(hub, "a/b", "tag-latest") with { Text = "The token ghp_16C7e42F292c6912E7710c838347Ae178B4a is old." };
        await hub.Get<WaiverStore>().RequestAsync(draft, default);

        Assert.DoesNotContain("ghp_16C7", (await hub.Get<WaiverQueries>().PageAsync(new WaiverFilter(), 0, 10, default)).Rows.Single().Text, StringComparison.Ordinal);
    }

    private static async Task<Hub> WithAsync(params (string Name, string Text)[] repositories)
    {
        var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(await hub.ConnectAsync(), repositories.Select(r => new Repo(r.Name).Commit(hub.Now.AddDays(-9), "Dockerfile", r.Text)));
        await hub.GradeAsync();
        return hub;
    }

    private static WaiverDraft Draft(Hub hub, WaiverScope scope) =>
        new(scope, WaiverReason.RiskAccepted, Text, DateOnly.FromDateTime(hub.Now).AddDays(20), "web", "Kari");

    private static async Task<WaiverDraft> OfFindingAsync(Hub hub, string image, string rule) =>
        Draft(hub, WaiverScope.Finding) with { FindingId = (await DetailAsync(hub, image)).Findings.Single(f => f.Rule == rule).FindingId };

    private static async Task<int> ApprovedAsync(Hub hub, WaiverDraft draft)
    {
        var asked = await hub.Get<WaiverStore>().RequestAsync(draft, default);
        Assert.Empty(asked.Problems);
        Assert.Empty((await hub.Get<WaiverStore>().ApproveAsync(asked.Id!.Value, "Ola", null, default)).Problems);
        return asked.Id.Value;
    }

    private static async Task<ImageDetail> DetailAsync(Hub hub, string image) => (await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync(image)).Id, default))!;

    private static async Task<int> WaivedAsync(Hub hub)
    {
        await using var db = hub.Db();
        return await db.FindingIntervals.CountAsync(f => f.To == null && f.Status == FindingStatus.Waived);
    }

    /// <summary>What changes of score the last 30 days' intervals hold, in basis points; nothing is left out.</summary>
    private static async Task<List<(LedgerCause Cause, int Points)>> PartsAsync(Hub hub)
    {
        await using var db = hub.Db();
        var rows = await db.GradeIntervals.Where(g => !g.Backfilled).ToListAsync();
        (LedgerCause, int)[] sums =
        [
            (LedgerCause.Code, rows.Sum(r => r.CodePart)), (LedgerCause.Policy, rows.Sum(r => r.PolicyPart)), (LedgerCause.Waivers, rows.Sum(r => r.WaiverPart)),
            (LedgerCause.Evidence, rows.Sum(r => r.EvidencePart)),
        ];
        return [.. sums.Where(s => s.Item2 != 0)];
    }

    /// <summary>The Image and its findings as pages show them, without when they were graded.</summary>
    private static async Task<string> SnapshotAsync(Hub hub, string name)
    {
        var image = await DetailAsync(hub, name);
        return System.Text.Json.JsonSerializer.Serialize(new
        {
            Score = image.Score! with { GradedAt = default, Change30 = null },
            Criteria = image.Criteria.Select(c => (c.Criterion.Id, c.Penalty, c.Judged).ToString()),
            image.Findings,
        });
    }
}
