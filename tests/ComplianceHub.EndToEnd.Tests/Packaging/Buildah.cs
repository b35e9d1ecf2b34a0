using System.Diagnostics;
using ComplianceHub.TestKit;

namespace ComplianceHub.EndToEnd.Tests.Packaging;

/// <summary>Debian's buildah with a store of its own: images without a Docker engine.</summary>
internal sealed class Buildah(string store)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string?> s_environment = new() { ["BUILDAH_ISOLATION"] = "chroot", ["STORAGE_DRIVER"] = "vfs" };

    private readonly string[] _stores = ["--root", Path.Combine(store, "root"), "--runroot", Path.Combine(store, "run")];

    /// <summary>Runs a command and returns what it printed.</summary>
    public async Task<string> Do(params string[] arguments)
    {
        var result = await ChildProcess.Run("buildah", [.. _stores, .. arguments], environment: s_environment, limit: s_limit);
        return result.Checked("buildah " + arguments[0]).Output.Trim();
    }

    /// <summary>Starts a program in a container and returns at once.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("buildah", [.. _stores, "run", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in s_environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
