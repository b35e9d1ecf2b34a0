namespace ComplianceHub.Cli.Commands;

/// <summary>How a patch names a file, so that <c>git apply</c> finds it when it runs in the same folder.</summary>
internal static class PatchPath
{
    /// <summary>
    /// Below the root of the repository that both the file and the current folder are in, for that is what git takes; else below the current folder, and for
    /// files outside of it below the root of the disk.
    /// </summary>
    public static string Of(string path, string currentFolder)
    {
        var full = Path.GetFullPath(path, currentFolder);
        if (RepositoryPath.Find(full) is { } inRepository && IsBelow(currentFolder, full[..^inRepository.Length]))
        {
            return inRepository;
        }

        return (IsBelow(full, currentFolder) ? Path.GetRelativePath(currentFolder, full) : full[Path.GetPathRoot(full)!.Length..]).Replace('\\', '/');
    }

    private static bool IsBelow(string path, string folder) =>
        (Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
