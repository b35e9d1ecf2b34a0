using Bunit;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

/// <summary>Publishes, so each test has a copy of the sample's hub.</summary>
public sealed class SetupPageTests : PageTest
{
    private readonly TemporaryFolder _folder;

    public SetupPageTests(SampleHub hub)
        : this(hub, new TemporaryFolder())
    {
    }

    private SetupPageTests(SampleHub hub, TemporaryFolder folder)
        : base(hub.CopyTo(folder.Path), organisation: null)
    {
        _folder = folder;
    }

    [Fact]
    public void The_sample_has_said_who_it_is()
    {
        var page = Open<SetupPage>("/setup");

        Assert.Equal("Fjellby Retail", page.Find("input").GetAttribute("value"));
        Assert.Equal("registry.fjellby.example", page.Find("textarea").GetAttribute("value"));
        Assert.Equal(3, page.FindAll("li.done").Count);
    }

    [Fact]
    public async Task Naming_registries_publishes_the_next_policy_and_is_in_the_log()
    {
        var page = Open<SetupPage>("/setup");

        page.Find("textarea").Input("registry.fjellby.example\nhttps://mirror.fjellby.example/");
        Assert.Equal("Save as policy v2", page.Find("button[type=submit]").TextContent);
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Policy v2 is published", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        var policy = await Hub<PolicyStore>().CurrentAsync(CancellationToken.None);
        Assert.Equal((2, "registry.fjellby.example mirror.fjellby.example"), (policy.Version, string.Join(' ', policy.Registries)));
        var log = await Hub<InventoryQueries>().AuditAsync("policy/2", 0, 5, CancellationToken.None);
        Assert.Equal(("web", "policy.published", "version 1"), (log.Rows[0].Actor, log.Rows[0].Action, log.Rows[0].Before));
        Assert.Contains("registries: + mirror.fjellby.example", Texts(Open<PolicyPage>("/policy"), "#versions .ref"));
    }

    [Fact]
    public async Task What_is_no_registry_is_said_and_nothing_is_published()
    {
        var page = Open<SetupPage>("/setup");

        page.Find("textarea").Input("docker.io");
        await page.Find("form").SubmitAsync();

        Assert.Contains("docker.io: is the public hub", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await Hub<PolicyStore>().CurrentAsync(CancellationToken.None)).Version);
    }

    [Fact]
    public async Task Saving_without_a_change_of_registries_publishes_nothing()
    {
        var page = Open<SetupPage>("/setup");

        page.Find("input").Change("Fjellby");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Saved.", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Fjellby", await Hub<OrganisationStore>().NameAsync(CancellationToken.None));
        Assert.Equal(1, (await Hub<PolicyStore>().CurrentAsync(CancellationToken.None)).Version);
    }

    [Fact]
    public void Where_images_come_from_is_offered_to_choose_from()
    {
        var page = Open<SetupPage>("/setup");
        var offers = Texts(page, "button.chip");
        Assert.StartsWith("registry.fjellby.example", offers[0], StringComparison.Ordinal);
        Assert.DoesNotContain(offers, o => o.Contains("docker.io", StringComparison.Ordinal));

        page.FindAll("button.chip").First(b => b.TextContent.Contains("mcr.microsoft.com", StringComparison.Ordinal)).Click();

        Assert.Equal("registry.fjellby.example\nmcr.microsoft.com", page.Find("textarea").GetAttribute("value"));
        page.FindAll("button.chip")[0].Click();
        Assert.Equal("mcr.microsoft.com", page.Find("textarea").GetAttribute("value"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}

public sealed class SetupPageOfAnEmptyHubTests(EmptyHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void The_way_to_every_kind_of_source_is_one_click()
    {
        var page = Open<SetupPage>("/setup");

        Assert.Empty(page.FindAll("li.done"));
        Assert.Equal(
            ["/sources/new?kind=folder", "/sources/new?kind=git", "/sources/new?kind=github", "/sources/new?kind=oci-layout", "/sources/new?kind=registry"],
            page.FindAll("#sources a.btn").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_from_the_settings_cannot_be_changed_here()
    {
        Assert.True(Open<SetupPage>("/setup").Find("input").HasAttribute("readonly"));
    }
}
