using ComplianceHub.EndToEnd.Tests.Running;
using ComplianceHub.TestKit;

[assembly: AssemblyFixture(typeof(SampleHub))]

namespace ComplianceHub.EndToEnd.Tests.Running;

/// <summary>One hub over the sample organisation for all tests that only look; started when the first asks for it.</summary>
public sealed class SampleHub : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<HubProcess>> _hub;

    public SampleHub()
    {
        _hub = new Lazy<Task<HubProcess>>(StartAsync);
    }

    /// <summary>The hub, with everything crawled and graded.</summary>
    public Task<HubProcess> Hub => _hub.Value;

    /// <summary>From the start of the process to the last grade.</summary>
    public TimeSpan FirstDashboard { get; private set; }

    public async ValueTask DisposeAsync()
    {
        if (_hub is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _hub.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<HubProcess> StartAsync()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var hub = await HubProcess.StartAsync(_folder.Path, withSample: true);
        await hub.WaitUntilIdle(sources: 2);
        FirstDashboard = clock.Elapsed;
        return hub;
    }
}
