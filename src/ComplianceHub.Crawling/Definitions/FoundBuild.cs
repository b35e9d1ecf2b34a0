using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// A build that a file describes and gives a name: what has no name is built to test or to look at, and is never shipped.
/// </summary>
/// <param name="Name">The service, bake target or step, for people.</param>
/// <param name="Line">1-based.</param>
/// <param name="Dockerfile">Path in the repository, slash separated.</param>
/// <param name="Target">The stage that is built; null for the last one.</param>
/// <param name="Images">What the result is called: one name for each registry it is pushed to.</param>
internal sealed record FoundBuild(string Name, int Line, string Dockerfile, string? Target, ImmutableArray<NamedImage> Images)
{
    /// <summary>Null when it has no name that can be known, or builds from outside of the repository.</summary>
    /// <param name="dockerfile">Null when it lies outside of the repository, or where it lies cannot be known.</param>
    /// <param name="images">With <see cref="Placeholders.Unknown"/> where something is not known.</param>
    public static FoundBuild? TryMake(string name, int line, string? dockerfile, string? target, IEnumerable<string?> images)
    {
        var named = images.Select(NamedImage.TryParse).OfType<NamedImage>().Where(i => !i.IsLocal).DistinctBy(i => i.Repository).ToImmutableArray();
        target = string.IsNullOrWhiteSpace(target) ? null : target.Trim();
        return dockerfile is null || named.IsEmpty || target?.Contains(Placeholders.Unknown) == true ? null : new FoundBuild(name, line, dockerfile, target, named);
    }

    /// <summary>A path in the repository; null when it leads out of it, or something in it is not known.</summary>
    /// <param name="parts">One below the other.</param>
    public static string? PathOf(params ReadOnlySpan<string?> parts)
    {
        var folders = new List<string>();
        foreach (var part in parts)
        {
            var text = part ?? "";
            if (text.StartsWith('/') || text.StartsWith('~') || text.Contains("://", StringComparison.Ordinal) || text.StartsWith("git@", StringComparison.Ordinal) || text.Contains(Placeholders.Unknown))
            {
                return null;
            }

            foreach (var folder in text.Split('/', '\\'))
            {
                if (folder == ".." && folders.Count == 0)
                {
                    return null;
                }

                if (folder == "..")
                {
                    folders.RemoveAt(folders.Count - 1);
                }
                else if (folder is not ("" or "."))
                {
                    folders.Add(folder);
                }
            }
        }

        return folders.Count == 0 ? null : string.Join('/', folders);
    }

    public static string FolderOf(string path) => path[..(path.LastIndexOf('/') is var slash and >= 0 ? slash : 0)];
}
