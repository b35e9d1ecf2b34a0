using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Queries;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

public sealed class PolicyPreviewTests
{
    private static readonly (string Name, string Path, string Text)[] s_files =
    [
        ("a/b", "Dockerfile", "FROM ubuntu:latest\nRUN apt-get update && apt-get install -y curl\n"),
        ("a/c", "services/x/Dockerfile", "FROM docker.io/library/alpine:3.20\nLABEL com.example.owner=web org.opencontainers.image.source=https://git.example.org/a/c\nUSER 1000\n"),
        ("a/d", "test/Dockerfile", "FROM registry.example.org/base/node:22\nUSER 1000\nENV API_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n"),
        ("a/e", "Dockerfile", "# compliancehub ignore=user-root,tag-latest the sandbox needs it\nFROM gcr.io/distroless/static:latest\nCOPY app /app\n"),
    ];

    private static readonly Gen<Policy> s_draft = Gen.Select(
        Gen.Int[-3, 3].Array[Criterion.All.Length], Gen.Int[4000, 9000].Array[4], Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, RuleCatalog.Rules.Length - 1].Array[0, 3], Gen.Bool).Select(
        (shifts, bands, lists, others, rules, comments) =>
        {
            var budgets = Criterion.All.ToImmutableSortedDictionary(c => c.Id, c => c.DefaultBudget, StringComparer.Ordinal);
            for (var i = 0; i + 1 < shifts.Length; i += 2)
            {
                budgets = budgets.SetItem(Criterion.All[i].Id, Criterion.All[i].DefaultBudget + (shifts[i] * 50)).SetItem(Criterion.All[i + 1].Id, Criterion.All[i + 1].DefaultBudget - (shifts[i] * 50));
            }

            var letters = bands.Distinct().OrderDescending().ToList();
            var ids = rules.Select(r => RuleCatalog.Rules[r].Descriptor.Id).Distinct().ToList();
            return Policy.Default with
            {
                Budgets = budgets,
                Bands = letters.Count == 4 ? new GradeBands(letters[0], letters[1], letters[2], letters[3]) : GradeBands.Default,
                Registries = (lists & 1) == 0 ? ["registry.example.org"] : ["gcr.io", "docker.io"],
                RequiredLabels = (lists & 2) == 0 ? Policy.Default.RequiredLabels : ["com.example.owner", "com.example.team"],
                ImageSizeBudget = (lists & 4) == 0 ? 500_000_000 : 1_000_000,
                ExcludedPaths = (others & 1) == 0 ? Policy.Default.ExcludedPaths : ["services/**"],
                Severities = (others & 2) == 0 ? ImmutableSortedDictionary<string, Severity>.Empty : ids.ToImmutableSortedDictionary(r => r, r => (Severity)(1 + (r.Length % 4)), StringComparer.Ordinal),
                DisabledRules = (others & 4) == 0 ? [] : [.. ids],
                Suppressions = comments ? new SuppressionPolicy { Dialects = [InlineIgnoreDialect.ComplianceHub] } : SuppressionPolicy.None,
            };
        });

    [Fact]
    public async Task What_a_preview_says_is_what_happens_when_the_draft_is_published() => await Gen.Select(s_draft, s_draft).SampleAsync(
        async drafts =>
        {
            await using var hub = await FilledAsync();
            foreach (var draft in new[] { drafts.Item1, drafts.Item2 })
            {
                var preview = await hub.Get<PolicyPreviewer>().PreviewAsync(draft, null, default);
                await hub.Get<PolicyStore>().PublishAsync(draft, "test", null, default);
                hub.Clock.Advance(TimeSpan.FromHours(1));
                await hub.GradeAsync();

                var after = (await hub.Get<ImageQueries>().PageAsync(new ImageFilter(), ImageSort.Name, false, 0, 100, default)).Rows;
                Assert.Equal(after.Select(i => (i.Id, i.Score, i.Letter)).Order(), preview.Images.Where(i => i.After is not null).Select(i => (Id: i.ImageId, Score: i.After, Letter: i.LetterAfter)).Order());
                Assert.Equal((await hub.Get<OverviewQueries>().GetAsync(null, default)).Score, preview.After);
                Assert.Equal(0, preview.Unknown);
            }
        },
        iter: 12, threads: 1);

    [Fact]
    public async Task Budgets_severities_letters_switches_and_exemptions_ask_no_rule()
    {
        await using var hub = await FilledAsync();
        var current = await hub.Get<PolicyStore>().CurrentAsync(default);
        var draft = current with
        {
            Budgets = current.Budgets.SetItem("labels", 300).SetItem("runtime", 400),
            Bands = new GradeBands(9000, 8000, 7000, 6000),
            DisabledRules = ["sudo"],
            ExcludedPaths = [],
            Severities = current.Severities.Add("user-root", Severity.Critical),
        };

        Assert.Empty((await hub.Get<PolicyPreviewer>().PreviewAsync(draft, null, default)).Asked);
        Assert.Equal(["own-base-unknown", "registry-not-allowed"], (await hub.Get<PolicyPreviewer>().PreviewAsync(current with { Registries = ["gcr.io"] }, null, default)).Asked);
    }

    [Fact]
    public async Task An_announced_policy_costs_nobody_a_point_before_its_day_and_grades_from_then_on()
    {
        await using var hub = await FilledAsync();
        var store = hub.Get<PolicyStore>();
        var before = (await hub.ImageAsync("a/b")).Score;
        var draft = await store.BeginDraftAsync("Kari", default);
        var policy = (await store.FindDraftAsync(draft, default))!.Value.Policy;
        await store.SaveDraftAsync(draft, policy with { Budgets = policy.Budgets.SetItem("non-root", 1_700).SetItem("no-secrets", 1_200) }, "Kari", default);
        var day = hub.Now.AddDays(7);
        var announced = await store.PublishDraftAsync(draft, "Kari", "stricter", day, default);

        Assert.Equal((2, 1), (announced!.Version, (await store.CurrentAsync(default)).Version));
        Assert.Equal(day, await store.NextChangeAsync(default));
        Assert.Empty(await store.DraftsAsync(default));
        hub.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromTicks(1));
        await hub.GradeAsync();
        Assert.Equal((1, before), ((await store.CurrentAsync(default)).Version, (await hub.ImageAsync("a/b")).Score));

        hub.Clock.Advance(TimeSpan.FromTicks(1));
        await hub.GradeAsync();
        Assert.Equal((2, before - 300), ((await store.CurrentAsync(default)).Version, (await hub.ImageAsync("a/b")).Score));
        Assert.Null(await store.NextChangeAsync(default));
    }

    [Fact]
    public async Task A_version_published_at_once_is_not_undone_by_an_older_announcement()
    {
        await using var hub = await FilledAsync();
        var store = hub.Get<PolicyStore>();
        await store.PublishDraftAsync(await store.BeginDraftAsync("Kari", default), "Kari", null, hub.Now.AddDays(7), default);
        await store.PublishAsync(Policy.Default, "Ola", null, default);

        hub.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(3, (await store.CurrentAsync(default)).Version);
    }

    private static async Task<Hub> FilledAsync()
    {
        var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(
            await hub.ConnectAsync(), s_files.Select(f => new Repo(f.Name).Commit(hub.Now.AddDays(-9), f.Path, f.Text)),
            [Shipped.Image("x/y", "1", hub.Now, user: "0"), Shipped.Image("x/z", "2", hub.Now, user: "1000", source: "https://git.example.org/a/c", registry: "gcr.io")]);
        await hub.GradeAsync();
        await using var db = hub.Db();
        var draft = new WaiverDraft(WaiverScope.Image, WaiverReason.Mitigated, "Something else helps.", DateOnly.FromDateTime(hub.Now).AddDays(20), "web", "Kari")
        {
            Rule = "tag-latest",
            ImageId = (await hub.ImageAsync("a/b")).Id,
        };
        var asked = await hub.Get<WaiverStore>().RequestAsync(draft, default);
        await hub.Get<WaiverStore>().ApproveAsync(asked.Id!.Value, "Ola", null, default);
        await hub.Inventory.LinkAsync(
            await db.ImageRepositories.Where(r => r.Name == "x/z").Select(r => r.Id).SingleAsync(),
            await db.BuildTargets.Where(t => t.Source!.Path == "services/x/Dockerfile").Select(t => t.Id).SingleAsync(), "label", 90, "test", "test", default);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.GradeAsync();
        return hub;
    }
}
