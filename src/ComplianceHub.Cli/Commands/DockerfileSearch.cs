using System.CommandLine;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Cli.Commands;

/// <summary>The files to grade, in the order they were asked for and without repeats, and what could not be found.</summary>
/// <param name="Excluded">How many files of folders the policy leaves out.</param>
internal sealed record DockerfileSearch(IReadOnlyList<string> Files, IReadOnlyList<string> Problems, int Excluded)
{
    private static readonly HashSet<string> s_skippedFolders = new(StringComparer.Ordinal) { ".git", ".hg", ".svn", "node_modules" };

    /// <summary>The argument that names them.</summary>
    public static Argument<string[]> Argument() =>
        new("PATH") { Description = "Dockerfiles, folders to search, or - for a list of paths on standard input.", Arity = ArgumentArity.OneOrMore };

    /// <param name="paths">Files, folders, or <c>-</c> for one path a line on <paramref name="standardInput"/>.</param>
    /// <param name="excludedPaths">Globs of what folders' files are left out; a file that is named itself stays in.</param>
    public static DockerfileSearch Find(IEnumerable<string> paths, TextReader standardInput, IReadOnlyCollection<string> excludedPaths)
    {
        var globs = new PathGlobs(excludedPaths);
        var excluded = 0;
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

        return new(files, problems, excluded);

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
                AddFolder(path, path);
            }
            else
            {
                problems.Add($"{path}: no such file or folder");
            }
        }

        void AddFolder(string folder, string root)
        {
            try
            {
                foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
                {
                    if (!DockerfileName.Matches(Path.GetFileName(file)) || !seen.Add(file))
                    {
                        continue;
                    }

                    if (excludedPaths.Count > 0 && globs.Match(RepositoryPath.Find(file) ?? Path.GetRelativePath(root, file).Replace('\\', '/')) is not null)
                    {
                        excluded++;
                    }
                    else
                    {
                        files.Add(file);
                    }
                }

                foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
                {
                    // Links are not followed: they may lead in a circle or out of the folder.
                    if (!s_skippedFolders.Contains(Path.GetFileName(child)) && new DirectoryInfo(child).LinkTarget is null)
                    {
                        AddFolder(child, root);
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
