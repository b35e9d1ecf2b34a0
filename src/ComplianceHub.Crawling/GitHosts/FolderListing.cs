using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>A repository found in a folder.</summary>
/// <param name="Name">Path below the folder, slash separated, without <c>.git</c>; two underscores in a name stand for a slash.</param>
/// <param name="GitDirectory">Null when it is a folder of files only.</param>
internal sealed record FolderItem(string Name, string Path, string? GitDirectory);

/// <summary>
/// Finds what a folder of repositories holds: the folder itself, its children, or their children (groups). A child that is no repository is a group when
/// a repository stands in it, and else a repository without Git when it has Dockerfiles. Links are not followed.
/// </summary>
internal sealed class FolderListing(string root, PlainTreeReader trees)
{
    /// <summary>Folders that could not be listed.</summary>
    public List<ReadingFailure> Failures { get; } = [];

    public List<FolderItem> Find()
    {
        if (GitRepository.DirectoryOf(root) is { } itself)
        {
            return [new FolderItem(NameOf(Path.GetFileName(Path.TrimEndingDirectorySeparator(root))), root, itself)];
        }

        var items = new List<FolderItem>();
        foreach (var child in Children(root, ""))
        {
            if (GitRepository.DirectoryOf(child.FullName) is { } directory)
            {
                items.Add(new FolderItem(NameOf(child.Name), child.FullName, directory));
            }
            else if (!child.Name.StartsWith('.'))
            {
                AddGroupOrTree(child, items);
            }
        }

        return items;
    }

    private static string NameOf(string folder) =>
        (folder.Length > 4 && folder.EndsWith(".git", StringComparison.Ordinal) ? folder[..^4] : folder).Replace("__", "/", StringComparison.Ordinal);

    private void AddGroupOrTree(DirectoryInfo child, List<FolderItem> items)
    {
        var grandchildren = Children(child.FullName, child.Name);
        if (!grandchildren.Exists(g => GitRepository.DirectoryOf(g.FullName) is not null) || HasDockerfile(child))
        {
            AddTree(child, NameOf(child.Name), items);
            return;
        }

        foreach (var grandchild in grandchildren)
        {
            var name = NameOf(child.Name) + "/" + NameOf(grandchild.Name);
            if (GitRepository.DirectoryOf(grandchild.FullName) is { } directory)
            {
                items.Add(new FolderItem(name, grandchild.FullName, directory));
            }
            else
            {
                AddTree(grandchild, name, items);
            }
        }
    }

    private void AddTree(DirectoryInfo folder, string name, List<FolderItem> items)
    {
        if (trees.HasDockerfile(folder.FullName))
        {
            items.Add(new FolderItem(name, folder.FullName, null));
        }
    }

    private static bool HasDockerfile(DirectoryInfo folder) =>
        folder.EnumerateFiles().Any(f => RelevantFiles.Classify(f.Name) == Grading.Facts.FileKind.Dockerfile);

    private List<DirectoryInfo> Children(string folder, string name)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateDirectories().Where(d => d.LinkTarget is null).OrderBy(d => d.Name, StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException) when (name.Length > 0)
        {
            Failures.Add(new ReadingFailure(name, FailureKind.Forbidden, "The folder may not be read"));
        }
        catch (IOException e) when (name.Length > 0)
        {
            Failures.Add(new ReadingFailure(name, FailureKind.NotFound, e.Message));
        }

        return [];
    }
}
