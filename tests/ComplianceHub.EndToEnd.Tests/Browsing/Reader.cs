using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace ComplianceHub.EndToEnd.Tests.Browsing;

/// <summary>Somebody at a browser, who notices everything that goes wrong on the way.</summary>
public sealed class Reader : IAsyncDisposable
{
    private static readonly byte[] s_rendered = Encoding.ASCII.GetBytes("OnRenderCompleted");

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _troubles = new();
    private TaskCompletionSource _interactive = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Reader(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _troubles.Enqueue($"console {message.Type} on {page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _troubles.Enqueue($"script error on {page.Url}: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                _troubles.Enqueue($"{response.Status} {response.Url}");
            }
        };
        page.RequestFailed += (_, request) =>
        {
            // Leaving a page or starting a download aborts what is under way: no fault.
            if (request.Failure != "net::ERR_ABORTED")
            {
                _troubles.Enqueue($"{request.Failure} {request.Url}");
            }
        };
        page.WebSocket += (_, socket) =>
        {
            // The page that is being left may still draw itself: its socket answers for itself alone.
            var interactive = _interactive;
            socket.FrameSent += (_, frame) =>
            {
                if (frame.Binary is { } bytes && bytes.AsSpan().IndexOf(s_rendered) >= 0)
                {
                    interactive.TrySetResult();
                }
            };
        };
    }

    public IPage Page { get; }

    /// <summary>Opens an address and waits until the page is alive: its circuit has drawn it once.</summary>
    public async Task Open(string path)
    {
        _interactive = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.GotoAsync(path);
        await _interactive.Task.WaitAsync(TimeSpan.FromSeconds(60));

        // A circuit draws its parts one by one; what is typed before it has drawn the page again is lost.
        await Page.WaitForFunctionAsync("() => !document.querySelector('main[data-prerendered]')");
    }

    public async Task Screenshot(string name) =>
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });

    public void AssertNothingWentWrong() => Assert.Empty(_troubles);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
