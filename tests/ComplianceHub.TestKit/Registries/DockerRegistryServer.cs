using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ComplianceHub.TestKit.Registries;

/// <summary>How a test registry asks for credentials.</summary>
public enum RegistryAccess
{
    Anonymous,

    /// <summary>htpasswd.</summary>
    Basic,

    /// <summary>Tokens of a <see cref="RegistryTokenService"/>.</summary>
    Bearer,
}

/// <summary>
/// The real registry, Debian's <c>docker-registry</c>, on a free port of loopback. Several servers may share a storage folder, so that one filling
/// serves all ways to sign in. Without the package, tests fail; <c>./test</c> installs it.
/// </summary>
public sealed partial class DockerRegistryServer : IAsyncDisposable
{
    public const string UserName = "reader";
    public const string Password = "correct horse battery staple";

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    private DockerRegistryServer(RegistryAccess access, string? storageFolder)
    {
        Access = access;
        StorageFolder = storageFolder ?? _folder["storage"];
    }

    public RegistryAccess Access { get; }

    /// <summary>Host and port, for instance <c>127.0.0.1:40001</c>.</summary>
    public string Host { get; private set; } = "";

    /// <summary>For instance <c>http://127.0.0.1:40001</c>: a connection to it must be internal.</summary>
    public string Url => "http://" + Host;

    public string StorageFolder { get; }

    /// <summary>With <see cref="RegistryAccess.Bearer"/>.</summary>
    public RegistryTokenService? Tokens { get; private set; }

    /// <param name="storageFolder">Null for one of its own, deleted with it.</param>
    public static async Task<DockerRegistryServer> StartAsync(RegistryAccess access = RegistryAccess.Anonymous, string? storageFolder = null)
    {
        var server = new DockerRegistryServer(access, storageFolder);
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Pushes every tag of an OCI layout, by skopeo, all platforms.</summary>
    public async Task PushAsync(string layoutFolder, string repository, params string[] tags)
    {
        foreach (var tag in tags)
        {
            List<string> arguments = ["copy", "--insecure-policy", "--all", "--preserve-digests", "--dest-tls-verify=false"];
            if (Access != RegistryAccess.Anonymous)
            {
                arguments.Add($"--dest-creds={UserName}:{Password}");
            }

            arguments.AddRange([$"oci:{layoutFolder}:{tag}", $"docker://{Host}/{repository}:{tag}"]);
            (await ChildProcess.Run("skopeo", arguments)).Checked("skopeo copy");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        if (Tokens is not null)
        {
            await Tokens.DisposeAsync();
        }

        _folder.Dispose();
    }
    private async Task RunAsync()
    {
        var auth = Access switch
        {
            RegistryAccess.Basic => $"auth: {{ htpasswd: {{ realm: test, path: '{await WritePasswordsAsync()}' }} }}",
            RegistryAccess.Bearer => await StartTokensAsync(),
            _ => "",
        };
        var configuration = _folder.Write("config.yml", $$"""
            version: 0.1
            log: { level: info, formatter: text, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: '{{StorageFolder}}' }, delete: { enabled: true }, maintenance: { uploadpurging: { enabled: false } } }
            http: { addr: '127.0.0.1:0', secret: test }
            {{auth}}
            """);
        var start = new ProcessStartInfo("docker-registry", ["serve", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["OTEL_TRACES_EXPORTER"] = "none";
        _process = Process.Start(start) ?? throw new InvalidOperationException("docker-registry did not start.");
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        void Hear(string? line)
        {
            if (line is null)
            {
                listening.TrySetException(new InvalidOperationException("docker-registry ended:\n" + string.Join('\n', said)));
            }
            else if (Listening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(match.Groups[1].Value);
            }
            else
            {
                said.Add(line);
            }
        }

        _process.ErrorDataReceived += (_, e) => Hear(e.Data);
        _process.OutputDataReceived += (_, e) => Listen(e.Data, listening);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();

        // It binds its port before it says so: from then on it answers.
        Host = await listening.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static void Listen(string? line, TaskCompletionSource<string> listening)
    {
        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(match.Groups[1].Value);
        }
    }

    private async Task<string> WritePasswordsAsync()
    {
        var result = (await ChildProcess.Run("htpasswd", ["-Bbn", UserName, Password])).Checked("htpasswd");
        return _folder.Write("htpasswd", result.Output);
    }

    private async Task<string> StartTokensAsync()
    {
        Tokens = await RegistryTokenService.StartAsync(UserName, Password);
        var certificate = _folder.Write("token.pem", Tokens.CertificatePem);
        return $"auth: {{ token: {{ realm: '{Tokens.Realm}', service: '{RegistryTokenService.Service}', issuer: '{RegistryTokenService.Issuer}', rootcertbundle: '{certificate}' }} }}";
    }

    [GeneratedRegex(@"listening on (127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
