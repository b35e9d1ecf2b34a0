using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

/// <summary>What moved a score, over whole lives of Images: commits, pushes, joins, policies and waivers in any order and several at once.</summary>
public sealed class GradePartsTests
{
    private enum Happening
    {
        Commit,
        Push,
        Join,
        Split,
        Policy,
        Waive,
        Revoke,
        Wait,
        Grade,
    }

    private static readonly string[] s_texts =
    [
        "FROM ubuntu:latest\n", "FROM ubuntu:24.04\nUSER 1000\n", "FROM alpine:3.20\nUSER 1000\nRUN sudo true\n", "FROM ubuntu:latest\nUSER 1000\nENV API_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n",
    ];

    [Fact]
    public async Task The_parts_of_every_step_sum_to_the_step_whatever_happens() => await Gen.Select(Gen.Enum<Happening>(), Gen.Int[0, 3]).Array[12, 18].SampleAsync(
        async life =>
        {
            await using var hub = await LiveAsync(life);
            await using var db = hub.Db();
            foreach (var steps in (await db.GradeIntervals.Where(g => !g.Backfilled).OrderBy(g => g.From).ToListAsync()).GroupBy(g => g.ImageId))
            {
                Assert.All(steps.Zip(steps.Skip(1)).Where(s => s.First.To == s.Second.From), s => Assert.Equal(
                    s.Second.Score - s.First.Score, s.Second.CodePart + s.Second.PolicyPart + s.Second.WaiverPart + s.Second.EvidencePart));
                Assert.All(steps.Zip(steps.Skip(1)).Where(s => s.First.To == s.Second.From && s.First.PolicyVersion == s.Second.PolicyVersion), s => Assert.Equal(0, s.Second.PolicyPart));
                Assert.All(steps.Zip(steps.Skip(1)).Where(s => s.First.To == s.Second.From && s.First.Content == s.Second.Content), s => Assert.Equal(0, s.Second.CodePart));
            }

            foreach (var image in await db.Images.Select(i => i.Id).ToListAsync())
            {
                if (await hub.Get<OverviewQueries>().ImageLedgerAsync(image, 30, default) is { } ledger)
                {
                    Assert.Equal(0, ledger.Rows.Aggregate(Fraction.Zero, (a, r) => a + r.Exact).CompareTo(Fraction.Of(ledger.End.Sum - ledger.Start.Sum, 1)));
                }
            }
        },
        iter: 8, threads: 1);

    [Fact]
    public async Task A_first_look_at_what_ships_is_evidence_and_the_commit_of_the_same_hour_is_code()
    {
        await using var hub = await LiveAsync([(Happening.Commit, 0), (Happening.Grade, 0), (Happening.Wait, 0), (Happening.Push, 0), (Happening.Commit, 1), (Happening.Join, 0), (Happening.Grade, 0)]);
        await using var db = hub.Db();
        var steps = await db.GradeIntervals.Where(g => !g.Backfilled).OrderBy(g => g.From).ToListAsync();
        var step = steps.Single(g => g.Evidence == (Evidence.Declared | Evidence.Shipped));
        var before = steps.Single(g => g.To == step.From);

        // The Dockerfile's own gain is code, whatever the shipped image shows; the rest is what is seen now.
        Assert.Equal(step.DeclaredScore - before.DeclaredScore, step.CodePart);
        Assert.Equal((step.Score - before.Score - step.CodePart, 0, 0), (step.EvidencePart, step.PolicyPart, step.WaiverPart));
        Assert.NotEqual(0, step.CodePart);
        Assert.NotEqual(0, step.EvidencePart);
    }

    private static async Task<Hub> LiveAsync((Happening What, int Which)[] life)
    {
        var hub = await Hub.OpenAsync();
        var (git, registry) = (await hub.ConnectAsync(), await hub.ConnectAsync("registry"));
        var repo = new Repo("a/b").Commit(hub.Now.AddDays(-50), "Dockerfile", s_texts[1]);
        foreach (var (what, which) in life)
        {
            switch (what)
            {
                case Happening.Commit:
                    await hub.CrawlAsync(git, [repo.Commit(hub.Now, "Dockerfile", s_texts[which])]);
                    break;
                case Happening.Push:
                    await hub.CrawlAsync(registry, [], [Shipped.Image("x/y", $"{which}", hub.Now, user: which % 2 == 0 ? "0" : "1000")]);
                    break;
                case Happening.Join or Happening.Split:
                    await JoinAsync(hub, what == Happening.Join);
                    break;
                case Happening.Policy:
                    var policy = await hub.Get<PolicyStore>().CurrentAsync(default);
                    var budgets = policy.Budgets.SetItem("non-root", 1_400 - (which * 100)).SetItem("no-latest", 900 + (which * 100));
                    await hub.Get<PolicyStore>().PublishAsync(policy with { Budgets = budgets, DisabledRules = which == 0 ? ["sudo"] : [] }, "test", null, default);
                    break;
                case Happening.Waive:
                    await WaiveAsync(hub, which);
                    break;
                case Happening.Revoke:
                    await hub.Get<WaiverStore>().RevokeAsync(which + 1, "Ola", default);
                    break;
                case Happening.Wait:
                    hub.Clock.Advance(TimeSpan.FromHours(30 + which));
                    break;
                default:
                    await hub.GradeAsync();
                    break;
            }
        }

        await hub.GradeAsync();
        return hub;
    }

    private static async Task WaiveAsync(Hub hub, int which)
    {
        await using var db = hub.Db();
        var rule = new[] { "tag-latest", "user-root", "sudo", "base-full" }[which];
        if (await db.Images.Where(i => i.IsLive).Select(i => (long?)i.Id).FirstOrDefaultAsync() is { } image)
        {
            var draft = new WaiverDraft(WaiverScope.Image, WaiverReason.Mitigated, "Something else helps.", DateOnly.FromDateTime(hub.Now).AddDays(which), "web", "Kari") { Rule = rule, ImageId = image };
            if ((await hub.Get<WaiverStore>().RequestAsync(draft, default)).Id is { } id)
            {
                await hub.Get<WaiverStore>().ApproveAsync(id, "Ola", null, default);
            }
        }
    }

    private static async Task JoinAsync(Hub hub, bool join)
    {
        await hub.Inventory.RefreshAsync(default);
        await using var db = hub.Db();
        if (await db.ImageRepositories.Select(r => (int?)r.Id).FirstOrDefaultAsync() is not { } repository || await db.BuildTargets.Select(t => (int?)t.Id).FirstOrDefaultAsync() is not { } target)
        {
            return;
        }

        if (join)
        {
            await hub.Inventory.LinkAsync(repository, target, "label", 90, "test", "test", default);
        }
        else
        {
            await hub.Inventory.UnlinkAsync(repository, "test", default);
        }
    }
}
