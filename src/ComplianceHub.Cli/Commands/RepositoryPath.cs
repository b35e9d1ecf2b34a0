namespace ComplianceHub.Cli.Commands;

/// <summary>A file's path as its repository has it.</summary>
internal static class RepositoryPath
{
    /// <summary>The path below the nearest folder that holds <c>.git</c>, so that fingerprints equal the hub's; the given path elsewhere.</summary>
    public static string Of(string path) => Find(path) ?? path.Replace('\\', '/');

    /// <summary>The path below the nearest folder that holds <c>.git</c>; null without one.</summary>
    public static string? Find(string path)
    {
        var full = Path.GetFullPath(path);
        for (var folder = Path.GetDirectoryName(full); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return Path.GetRelativePath(folder, full).Replace('\\', '/');
            }
        }

        return null;
    }
}
