using ComplianceHub.Grading.Checklist;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

public sealed class PolicyStoreTests
{
    [Fact]
    public async Task The_first_policy_is_published_once_and_names_the_registries()
    {
        await using var hub = await Hub.OpenAsync(policy: false);
        var store = hub.Get<PolicyStore>();
        Assert.Equal(0, (await store.CurrentAsync(default)).Version);
        await store.EnsureFirstAsync(["registry.example.org"], "set-up", default);
        await store.EnsureFirstAsync(["other.example.org"], "set-up", default);

        Assert.Equal((1, "registry.example.org"), ((await store.CurrentAsync(default)).Version, (await store.CurrentAsync(default)).Registries[0]));
        Assert.Single(await store.VersionsAsync(default));
    }

    [Fact]
    public async Task A_published_policy_reads_back_as_it_was_and_never_changes()
    {
        await using var hub = await Hub.OpenAsync();
        var store = hub.Get<PolicyStore>();
        var draft = Policy.Default with
        {
            Budgets = Policy.Default.Budgets.SetItem("runtime", 200).SetItem("labels", 500),
            Bands = new(9000, 7500, 6000, 4000),
            DisabledRules = ["tag-latest"],
            ImageSizeBudget = 7,
            Severities = Policy.Default.Severities.Add("tag-missing", Severity.Low),
        };
        var published = await store.PublishAsync(draft, "ada", "Why not.", default);
        await store.PublishAsync(Policy.Default, "ada", null, default);

        var read = await store.FindAsync(2, default);
        Assert.Equal(2, published.Version);
        Assert.Equal(PolicyJson.Write(published), PolicyJson.Write(read!));
        Assert.Equal([3, 2, 1], (await store.VersionsAsync(default)).Select(v => v.Version));
    }

    [Fact]
    public async Task A_policy_whose_budgets_or_letters_do_not_add_up_is_refused()
    {
        await using var hub = await Hub.OpenAsync();
        var store = hub.Get<PolicyStore>();
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => store.PublishAsync(Policy.Default with { Budgets = Policy.Default.Budgets.SetItem("runtime", 1) }, "a", null, default));
        Assert.StartsWith("budgets: sum to 9,701, must be 10,000", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => store.PublishAsync(Policy.Default with { Bands = new(7000, 8000, 5000, 4000) }, "a", null, default));
    }

    [Fact]
    public async Task A_published_policy_is_read_though_a_rule_of_it_is_gone()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Get<HubWriter>().WriteAsync(
            context =>
            {
                context.PolicyVersions.Add(new() { Version = 2, Json = """{ "version": 2, "rules": { "rule-of-old": "off", "apt-pin": "off" } }""", Author = "ada", PublishedAt = DateTime.UnixEpoch });
                return context.SaveChangesAsync();
            },
            default);

        Assert.Equal(["apt-pin"], (await hub.Get<PolicyStore>().FindAsync(2, default))!.DisabledRules);
    }
}
