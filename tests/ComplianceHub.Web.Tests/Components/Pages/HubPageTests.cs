using Bunit;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Setup;
using ComplianceHub.Web.Tests.Hub;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class HubPageTests : PageTest
{
    private readonly TemporaryFolder _folder;

    public HubPageTests()
        : this(new TemporaryFolder())
    {
    }

    private HubPageTests(TemporaryFolder folder)
        : base(new HubFolders(folder.Path, null))
    {
        _folder = folder;
    }

    [Fact]
    public async Task A_page_rests_four_times_as_long_as_it_read_and_then_shows_what_changed_meanwhile()
    {
        var page = Open<Counting>("/");
        Change();
        await page.WaitForAssertionAsync(() => Assert.Equal(2, page.Instance.Reads));
        Change();
        Change();
        await page.InvokeAsync(() => Assert.Equal(2, page.Instance.Reads));

        Pass(4 * Counting.Takes);
        await page.WaitForAssertionAsync(() => Assert.Equal(3, page.Instance.Reads));
        Pass(4 * Counting.Takes);
        await page.InvokeAsync(() => Assert.Equal(3, page.Instance.Reads));
    }

    [Fact]
    public async Task A_read_that_was_given_up_does_not_keep_the_page_from_reading_again()
    {
        var page = Open<Counting>("/");
        page.Instance.GivesUp = true;
        Change();
        await page.WaitForAssertionAsync(() => Assert.Equal(2, page.Instance.Reads));

        page.Instance.GivesUp = false;
        Pass(4 * Counting.Takes);
        Change();
        await page.WaitForAssertionAsync(() => Assert.Equal(3, page.Instance.Reads));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    // The hub gathers events for half a second.
    private void Change()
    {
        Hub<HubEvents>().Publish(HubEvent.GradesChanged);
        Pass(TimeSpan.FromMilliseconds(500));
    }

    private void Pass(TimeSpan time) => ((FakeTimeProvider)Hub<TimeProvider>()).Advance(time);

    /// <summary>A page whose reading takes a second.</summary>
    private sealed class Counting : HubPage<string>
    {
        public static readonly TimeSpan Takes = TimeSpan.FromSeconds(1);

        public int Reads { get; private set; }

        public bool GivesUp { get; set; }

        protected override Task<string> ReadAsync(CancellationToken cancellationToken)
        {
            Reads++;
            ((FakeTimeProvider)Clock).Advance(Takes);
            return GivesUp ? Task.FromCanceled<string>(new CancellationToken(canceled: true)) : Task.FromResult("");
        }
    }
}
