using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Setup;
using ComplianceHub.Web.Tests.Hub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Web.Tests.Setup;

public sealed class RegradingTests(SampleHub hub)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_waiver_that_ends_gives_the_finding_back_although_nobody_asks_and_nothing_is_crawled()
    {
        using var folder = new TemporaryFolder();
        var clock = new FakeTimeProvider(HubClock.Now);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddHub(hub.CopyTo(folder.Path), null).BuildServiceProvider();
        var regrading = services.GetRequiredService<Regrading>();
        await regrading.StartAsync(CancellationToken.None);
        var images = services.GetRequiredService<ImageQueries>();
        var id = (await images.FindAsync("checkout/api", CancellationToken.None))!.Value;
        var finding = (await images.GetAsync(id, CancellationToken.None))!.Findings.First(f => f.Points > 0);
        var store = services.GetRequiredService<WaiverStore>();
        var draft = new WaiverDraft(WaiverScope.Finding, WaiverReason.Mitigated, "Something else helps.", DateOnly.FromDateTime(HubClock.Now.UtcDateTime), "web", "Kari") { FindingId = finding.FindingId };
        var asked = await store.RequestAsync(draft, CancellationToken.None);
        await store.ApproveAsync(asked.Id!.Value, "Ola", null, CancellationToken.None);

        regrading.Ask();
        await Eventually.True(() => StatusAsync(FindingStatus.Waived), s_limit, "the waiver counts");
        await Eventually.True(
            async () =>
            {
                clock.Advance(TimeSpan.FromHours(1));
                return await StatusAsync(finding.Status);
            },
            s_limit,
            "the finding counts again");
        Assert.InRange(clock.GetUtcNow(), new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue);
        await regrading.StopAsync(CancellationToken.None);

        async Task<bool> StatusAsync(FindingStatus status) =>
            (await images.GetAsync(id, CancellationToken.None))!.Findings.First(f => f.FindingId == finding.FindingId).Status == status;
    }
}
