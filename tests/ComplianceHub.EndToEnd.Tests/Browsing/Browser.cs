using ComplianceHub.EndToEnd.Tests.Browsing;
using ComplianceHub.TestKit;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace ComplianceHub.EndToEnd.Tests.Browsing;

/// <summary>Debian's chromium; Playwright downloads nothing.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Chromium)>> _started = new(StartAsync);

    /// <summary>Where screenshots go; not in version control.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Checkout.Path("TestResults/screens")).FullName;

    /// <summary>A reader with a window of that width and a preference for light or dark.</summary>
    public async Task<Reader> Open(Uri hub, int width = 1440, bool dark = false)
    {
        var (_, chromium) = await _started.Value;
        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = hub.ToString(),
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            AcceptDownloads = true,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(60_000);
        await context.AddInitScriptAsync("document.addEventListener('DOMContentLoaded', () => document.querySelector('main')?.setAttribute('data-prerendered', ''))");
        return new Reader(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (playwright, chromium) = await _started.Value;
            await chromium.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Chromium)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return (playwright, chromium);
    }
}
