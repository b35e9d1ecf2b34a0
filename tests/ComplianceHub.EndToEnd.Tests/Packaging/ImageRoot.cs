using System.Text.RegularExpressions;
using ComplianceHub.TestKit;

namespace ComplianceHub.EndToEnd.Tests.Packaging;

/// <summary>
/// Stands in for the Dockerfile's runtime base: this machine's .NET runtime, git and a busybox, with the shared libraries they need and nothing else.
/// </summary>
internal static partial class ImageRoot
{
    public static async Task LayOut(string root)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var version = Path.GetFileName(runtime);
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "../../.."));
        var web = Path.Combine(dotnet, "shared/Microsoft.AspNetCore.App", version);
        Copy(Path.Combine(dotnet, "dotnet"), root, "/usr/share/dotnet/dotnet");
        CopyFolder(runtime, root, $"/usr/share/dotnet/shared/Microsoft.NETCore.App/{version}");
        CopyFolder(web, root, $"/usr/share/dotnet/shared/Microsoft.AspNetCore.App/{version}");
        CopyFolder(Path.Combine(dotnet, "host/fxr", version), root, $"/usr/share/dotnet/host/fxr/{version}");
        Copy("/usr/bin/git", root, "/usr/bin/git");
        Copy("/bin/busybox", root, "/bin/busybox");
        foreach (var applet in (string[])["sh", "wget"])
        {
            File.CreateSymbolicLink(root + "/bin/" + applet, "busybox");
        }

        // libssl is loaded by name while the program runs, so ldd does not show it.
        var known = await ChildProcess.Run("/sbin/ldconfig", ["-p"]);
        var loaded = LoadedByName().Matches(known.Output).Select(m => m.Groups[1].Value).Distinct().ToList();
        foreach (var library in (await LibrariesOf([Path.Combine(dotnet, "dotnet"), "/usr/bin/git", .. Directory.EnumerateFiles(runtime, "*.so"), .. loaded])).Union(loaded))
        {
            Copy(library, root, library);
        }

        Directory.CreateDirectory(root + "/tmp");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(root + "/tmp", (UnixFileMode)0b1_111_111_111);
        }

        Directory.CreateDirectory(root + "/etc");
        await File.WriteAllTextAsync(root + "/etc/passwd", "app:x:1654:1654::/tmp:/bin/sh\n");
    }

    public static void CopyFolder(string from, string root, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            Copy(file, root, to + "/" + Path.GetRelativePath(from, file));
        }
    }

    private static void Copy(string from, string root, string to)
    {
        var target = root + to;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(File.ResolveLinkTarget(from, returnFinalTarget: true)?.FullName ?? from, target, overwrite: true);
    }

    private static async Task<IEnumerable<string>> LibrariesOf(IEnumerable<string> binaries)
    {
        var listed = await ChildProcess.Run("ldd", binaries);
        return Library().Matches(listed.Output).Select(m => m.Groups[1].Value).Where(File.Exists).Distinct().ToList();
    }

    [GeneratedRegex(@"lib(?:ssl|crypto)\.so\.3 .*=> (\S+)")]
    private static partial Regex LoadedByName();

    [GeneratedRegex(@"(?:=>\s+|^\s+)(/[^\s:]+)\s+\(0x", RegexOptions.Multiline)]
    private static partial Regex Library();
}
