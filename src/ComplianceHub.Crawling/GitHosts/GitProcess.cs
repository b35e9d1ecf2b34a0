using System.Diagnostics;
using System.Globalization;
using System.Text;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>
/// One run of the git program. Nothing a repository says is run: no hooks, filters, pagers, helpers, signatures or file system monitors; no protocol but
/// the one that was asked for; no settings of the machine or the user; no lazy fetching. Cancelling kills git and what it started.
/// </summary>
public sealed class GitProcess : IAsyncDisposable
{
    private const int MaxErrorLength = 8 * 1024;

    // Settings of the command win over those of the repository.
    private static readonly (string Key, string Value)[] s_settings =
    [
        ("core.hooksPath", "/dev/null"), ("core.fsmonitor", "false"), ("core.pager", "cat"), ("core.askPass", ""), ("core.sshCommand", "false"),
        ("core.alternateRefsCommand", "true"), ("core.attributesFile", "/dev/null"), ("core.commitGraph", "true"), ("credential.helper", ""),
        ("protocol.ext.allow", "never"), ("protocol.file.allow", "never"), ("gpg.program", "false"), ("gpg.ssh.program", "false"), ("gpg.x509.program", "false"),
        ("log.showSignature", "false"), ("log.showRoot", "true"), ("log.mailmap", "false"), ("diff.external", ""), ("diff.renames", "false"),
        ("fetch.recurseSubmodules", "false"), ("fetch.fsckObjects", "false"), ("submodule.recurse", "false"), ("gc.auto", "0"), ("maintenance.auto", "false"),
        ("http.followRedirects", "false"), ("http.lowSpeedLimit", "1000"), ("http.lowSpeedTime", "60"), ("safe.directory", "*"), ("advice.graftFileDeprecated", "false"),
    ];

    private static readonly string[] s_kept =
        ["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "LD_LIBRARY_PATH"];

    private readonly Process _process;
    private readonly string _command;
    private readonly Task<string> _error;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly CancellationToken _cancellationToken;

    private GitProcess(Process process, string command, CancellationToken cancellationToken)
    {
        _process = process;
        _command = command;
        _cancellationToken = cancellationToken;
        _error = ReadErrorAsync(process.StandardError);
        _cancellation = cancellationToken.Register(Kill);
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts git.</summary>
    /// <param name="gitDirectory">The repository; null for commands without one.</param>
    /// <param name="remote">The only place it may talk to; null forbids every transport.</param>
    public static GitProcess Start(string? gitDirectory, GitRemote? remote, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo("git")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add("--no-optional-locks");
        start.ArgumentList.Add("--no-pager");
        if (gitDirectory is not null)
        {
            start.ArgumentList.Add("--git-dir=" + gitDirectory);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        SetEnvironment(start.Environment, remote);
        try
        {
            return new GitProcess(Process.Start(start)!, arguments[0], cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new GitException(FailureKind.Internal, "The git program cannot be started: " + e.Message);
        }
    }

    /// <summary>Runs git to its end and returns what it printed.</summary>
    /// <exception cref="GitException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(
        string? gitDirectory, GitRemote? remote, IReadOnlyList<string> arguments, CancellationToken cancellationToken, Stream? input = null)
    {
        var git = Start(gitDirectory, remote, arguments, cancellationToken);
        await using (git)
        {
            var feeding = git.FeedAsync(input);
            using var reader = new StreamReader(git.Output, new UTF8Encoding(false));
            var printed = await reader.ReadToEndAsync(CancellationToken.None);
            await feeding;
            await git.EndAsync();
            return printed;
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>What git said on standard error, without credentials.</returns>
    /// <exception cref="GitException">It ended with another code than 0.</exception>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        var error = await _error;
        _cancellationToken.ThrowIfCancellationRequested();
        return _process.ExitCode == 0 ? GitException.Redact(error) : throw GitException.From(_command, _process.ExitCode, error);
    }

    public async ValueTask DisposeAsync()
    {
        await _cancellation.DisposeAsync();
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _error;
        _process.Dispose();
    }

    /// <summary>Writes standard input and closes it; git may close it earlier.</summary>
    internal async Task FeedAsync(Stream? input)
    {
        try
        {
            if (input is not null)
            {
                await input.CopyToAsync(Input, _cancellationToken);
            }

            Input.Close();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Git ended first: its exit code tells why.
        }
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, GitRemote? remote)
    {
        var kept = s_kept.Select(name => (name, Environment.GetEnvironmentVariable(name))).Where(e => e.Item2 is not null).ToList();
        environment.Clear();
        foreach (var (name, value) in kept)
        {
            environment[name] = value;
        }

        environment["LC_ALL"] = "C";
        environment["HOME"] = "/nonexistent";
        environment["XDG_CONFIG_HOME"] = "/nonexistent";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        environment["GIT_ATTR_NOSYSTEM"] = "1";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_ASKPASS"] = "false";
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_NO_LAZY_FETCH"] = "1";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_PROTOCOL_FROM_USER"] = "0";
        environment["GIT_ALLOW_PROTOCOL"] = remote?.Url.Scheme ?? "none";

        // Settings by environment, not by "-c": other users can read a command line.
        var count = 0;
        foreach (var (key, value) in s_settings.Concat(remote?.Settings() ?? []))
        {
            environment[$"GIT_CONFIG_KEY_{count}"] = key;
            environment[$"GIT_CONFIG_VALUE_{count}"] = value;
            count++;
        }

        environment["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> ReadErrorAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            text.Append(buffer, 0, Math.Min(read, Math.Max(0, MaxErrorLength - text.Length)));
        }

        return text.ToString();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended meanwhile.
        }
    }
}
