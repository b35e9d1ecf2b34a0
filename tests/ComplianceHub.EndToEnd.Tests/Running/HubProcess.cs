using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ComplianceHub.TestKit;

namespace ComplianceHub.EndToEnd.Tests.Running;

/// <summary>The real program in a process of its own, on a free port, with a data folder of its own.</summary>
public sealed partial class HubProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The hub ended before it listened.\n{Log}"));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartTime { get; private set; }

    public HttpClient Http { get; private set; } = new();

    /// <summary>Everything it wrote so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>The built program of this checkout, in the configuration in which the tests were built.</summary>
    public static string Program { get; } = Checkout.Path($"src/ComplianceHub.Web/bin/{Configuration}/net10.0/ComplianceHub.Web.dll");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static async Task<HubProcess> StartAsync(string dataFolder, bool withSample)
    {
        var hub = new HubProcess(StartInfo(dataFolder, withSample));
        var clock = Stopwatch.StartNew();
        hub._process.Start();
        hub._process.BeginOutputReadLine();
        hub._process.BeginErrorReadLine();
        try
        {
            hub.Address = await hub._address.Task.WaitAsync(s_startLimit);
            hub.Http.Dispose();
            hub.Http = new HttpClient { BaseAddress = hub.Address };
            await Eventually.True(hub.IsHealthy, s_startLimit, "the hub is healthy", () => hub.Log);
            hub.StartTime = clock.Elapsed;
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it where it cannot run, and waits for its end.</summary>
    public static Task<ProcessResult> RunToEnd(string dataFolder, IReadOnlyList<string> prefix)
    {
        var start = StartInfo(dataFolder, withSample: false);
        var environment = start.Environment.ToDictionary();
        IReadOnlyList<string> command = [.. prefix, start.FileName, .. start.ArgumentList];
        return ChildProcess.Run(command[0], command.Skip(1), folder: start.WorkingDirectory, environment: environment, limit: s_startLimit);
    }

    /// <summary>Ends it without any chance to tidy up.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string dataFolder, bool withSample)
    {
        var start = new ProcessStartInfo(ChildProcess.Dotnet, ["exec", Program, "--urls", "http://127.0.0.1:0"])
        {
            // Where `dotnet run --project src/ComplianceHub.Web` starts it.
            WorkingDirectory = Checkout.Path("src/ComplianceHub.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Hub__DataFolder"] = dataFolder;
        start.Environment["Hub__SampleOrganisation"] = withSample ? Checkout.Path("data/sample-org") : "none";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }

    private async Task<bool> IsHealthy()
    {
        try
        {
            using var answer = await Http.GetAsync("/healthz");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        if (Listening().Match(line) is { Success: true } found)
        {
            _address.TrySetResult(new Uri(found.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"ComplianceHub is at (http://[\w.:\[\]]+)")]
    private static partial Regex Listening();
}
