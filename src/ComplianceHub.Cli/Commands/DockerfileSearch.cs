using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Cli.Commands;

/// <summary>The files to grade, in the order they were asked for and without repeats, and what could not be found.</summary>
internal sealed record DockerfileSearch(IReadOnlyList<string> Files, IReadOnlyList<string> Problems)
{
    private static readonly HashSet<string> s_skippedFolders = new(StringComparer.Ordinal) { ".git", ".hg", ".svn", "node_modules" };

    /// <param name="paths">Files, folders, or <c>-</c> for one path a line on <paramref name="standardInput"/>.</param>
    public static DockerfileSearch Find(IEnumerable<string> paths, TextReader standardInput)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var path in paths)
        {
            if (path == "-")
            {
                while (standardInput.ReadLine() is { } line)
                {
                    if (line.Trim().Length > 0)
                    {
                        Add(line.Trim());
                    }
                }
            }
            else
            {
                Add(path);
            }
        }

        return new(files, problems);

        void Add(string path)
        {
            if (File.Exists(path))
            {
                if (seen.Add(path))
                {
                    files.Add(path);
                }
            }
            else if (Directory.Exists(path))
            {
                AddFolder(path);
            }
            else
            {
                problems.Add($"{path}: no such file or folder");
            }
        }

        void AddFolder(string folder)
        {
            try
            {
                foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
                {
                    if (DockerfileName.Matches(Path.GetFileName(file)) && seen.Add(file))
                    {
                        files.Add(file);
                    }
                }

                foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
                {
                    // Links are not followed: they may lead in a circle or out of the folder.
                    if (!s_skippedFolders.Contains(Path.GetFileName(child)) && new DirectoryInfo(child).LinkTarget is null)
                    {
                        AddFolder(child);
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{folder}: {e.Message}");
            }
        }
    }
}
