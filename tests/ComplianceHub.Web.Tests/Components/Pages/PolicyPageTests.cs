using System.Collections.Immutable;
using Bunit;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class PolicyPageTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void Every_criterion_stands_with_what_it_weighs()
    {
        var page = Open<PolicyPage>("/policy");

        Assert.Equal("Policy v1 is in force", page.Find("h1").TextContent);
        Assert.Equal(Criterion.All.Select(c => c.Id), Texts(page, "#what-is-asked--and-what-it-weighs a.name"));
        Assert.Equal("registry.fjellby.example", page.Find("#registries li").TextContent);
        Assert.Equal("v1", page.Find("#versions a.name").TextContent);
    }

    [Fact]
    public void A_version_that_nobody_published_is_said_to_be_none()
    {
        var page = Open<PolicyPage>("/policy/v9", p => p.Add(c => c.Number, 9));

        Assert.Equal("No such version", page.Find("h1").TextContent);
        Assert.Equal("/policy", page.Find(".state a.btn").GetAttribute("href"));
    }
}

public sealed class PolicyChangeTests
{
    [Fact]
    public void Equal_policies_differ_in_nothing()
    {
        Assert.Empty(PolicyChange.Between(Policy.Default, Policy.Default with { Version = 7 }));
    }

    [Fact]
    public void Each_difference_is_one_sentence()
    {
        var after = Policy.Default with
        {
            Registries = ["registry.example.com"],
            Budgets = Policy.Default.Budgets.SetItem("labels", 300).SetItem("runtime", 400),
            Bands = new GradeBands(9000, 7500, 6000, 4000),
            ExcludedPaths = Policy.Default.ExcludedPaths.Remove("**/vendor/**"),
            DisabledRules = ["apt-pin"],
            ImageSizeBudget = 250_000_000,
            WaiverDays = new(365, 180, 60, 0),
            Severities = ImmutableSortedDictionary.Create<string, Severity>(StringComparer.Ordinal).Add("tag-latest", Severity.Low),
        };

        Assert.Equal(
            [
                "labels: 4.0 → 3.0 points", "runtime: 3.0 → 4.0 points", "registries: + registry.example.com", "left out: − **/vendor/**", "rules off: + apt-pin",
                "letters from 85/70/55/45 → 90/75/60/40", "image size: 500 MB → 250 MB", "waivers last at most, low to critical: 365/180/90/30 → 365/180/60/0 days", "tag-latest: its own severity → low",
            ],
            PolicyChange.Between(Policy.Default, after));
    }
}
