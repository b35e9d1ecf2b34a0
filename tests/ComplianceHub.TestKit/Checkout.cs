namespace ComplianceHub.TestKit;

/// <summary>The working copy the tests were built from.</summary>
public static class Checkout
{
    /// <summary>The folder that holds <c>ComplianceHub.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder in it, by its slash-separated path.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>Source files below a folder, by slash-separated path from the root; without build output.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path(folder), "*", SearchOption.AllDirectories)
            .Where(f => extensions.Contains(System.IO.Path.GetExtension(f), StringComparer.Ordinal))
            .Select(f => System.IO.Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ComplianceHub.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No ComplianceHub.sln above {AppContext.BaseDirectory}.");
    }
}
