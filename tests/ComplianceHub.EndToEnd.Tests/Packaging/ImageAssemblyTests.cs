using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ComplianceHub.TestKit;

namespace ComplianceHub.EndToEnd.Tests.Packaging;

/// <summary>
/// There is no Docker engine here, so the Dockerfile's final stage is assembled by buildah from the same published output, on this machine's runtime
/// instead of the pinned base, and started with the user, the port and the entry point that the image names.
/// </summary>
public sealed class ImageAssemblyTests(PublishedHub published, ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_image_of_the_published_program_starts_and_is_healthy()
    {
        var clock = Stopwatch.StartNew();
        var app = await published.Folder;
        output.WriteLine($"published after {clock.Elapsed.TotalSeconds:0.0} s");

        var buildah = new Buildah(_folder["store"]);
        await Assemble(buildah, app);
        output.WriteLine($"assembled after {clock.Elapsed.TotalSeconds:0.0} s");

        using var inspected = JsonDocument.Parse(await buildah.Do("inspect", "--type", "image", "hub"));
        var config = inspected.RootElement.GetProperty("OCIv1").GetProperty("config");
        Assert.Equal("1654:1654", config.GetProperty("User").GetString());
        var entrypoint = config.GetProperty("Entrypoint").EnumerateArray().Select(e => e.GetString()!).ToArray();

        var port = FreePort();
        var container = await buildah.Do("from", "hub");
        using var hub = buildah.Start(["--env", $"ASPNETCORE_HTTP_PORTS={port}", container, "--", .. entrypoint]);
        var said = hub.StandardOutput.ReadToEndAsync();
        var complained = hub.StandardError.ReadToEndAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await Eventually.True(() => AnswersOk(http, hub), TimeSpan.FromSeconds(60), "the container answers /healthz", () => hub.HasExited ? said.Result + complained.Result : "It still runs.");
            output.WriteLine($"healthy after {clock.Elapsed.TotalSeconds:0.0} s");

            var home = await http.GetStringAsync("/");
            Assert.Contains("ComplianceHub", home, StringComparison.Ordinal);
        }
        finally
        {
            hub.Kill(entireProcessTree: true);
            await hub.WaitForExitAsync();

            // Unmounts what the container stood on, so that the folder can be removed.
            await buildah.Do("rm", "--all");
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private async Task Assemble(Buildah buildah, string app)
    {
        var root = _folder["rootfs"];
        Directory.CreateDirectory(root);
        await ImageRoot.LayOut(root);
        Directory.CreateDirectory(_folder["data"]);

        var building = await buildah.Do("from", "scratch");
        await buildah.Do("copy", building, root, "/");
        await buildah.Do("copy", building, app, "/app");
        await buildah.Do("copy", building, Checkout.Path("data/sample-org"), "/app/sample-org");
        await buildah.Do("copy", "--chown", "1654:1654", building, _folder["data"], "/data");
        await buildah.Do(
            "config", "--user", "1654:1654", "--workingdir", "/app", "--port", "8080", "--entrypoint", """["dotnet", "ComplianceHub.Web.dll"]""",
            "--env", "PATH=/usr/share/dotnet:/usr/bin:/bin", "--env", "Hub__DataFolder=/data", "--env", "Hub__SampleOrganisation=/app/sample-org", "--env", "HOME=/tmp",
            "--env", "DOTNET_RUNNING_IN_CONTAINER=true", building);
        await buildah.Do("commit", "--quiet", building, "hub");
    }

    private static async Task<bool> AnswersOk(HttpClient http, Process process)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"The container ended with {process.ExitCode}.");
        }

        try
        {
            using var answer = await http.GetAsync("/healthz");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
