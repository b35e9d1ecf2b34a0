using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ComplianceHub.ShellCheck;

/// <summary>One run of the program, with nothing of the environment but the path, within limits of time and output.</summary>
internal static class ShellCheckProcess
{
    /// <summary>What it printed; null when it is not there, took too long, printed too much, or could not do what it was asked.</summary>
    public static async Task<string?> RunAsync(string program, IEnumerable<string> arguments, string folder, ShellCheckLimits limits, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        // SHELLCHECK_OPTS could change what is asked; the locale decides how it prints.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = "/nonexistent";

        Process process;
        try
        {
            process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            time.CancelAfter(limits.Time);
            try
            {
                process.StandardInput.Close();
                var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, time.Token);
                var printed = await ReadAsync(process.StandardOutput.BaseStream, limits.Output, time.Token);
                if (printed is null)
                {
                    return null;
                }

                await errors;
                await process.WaitForExitAsync(time.Token);

                // 1 means that it found something; 2 and more that a file or an option was beyond it.
                return process.ExitCode is 0 or 1 ? printed : null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            finally
            {
                await EndAsync(process);
            }
        }
    }

    private static async Task<string?> ReadAsync(Stream output, int limit, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await output.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (text.Length + read > limit)
            {
                return null;
            }

            text.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended meanwhile.
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }
}
