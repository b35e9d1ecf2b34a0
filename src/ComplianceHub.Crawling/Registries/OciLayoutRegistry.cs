using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>
/// A folder of OCI image layouts (https://github.com/opencontainers/image-spec/blob/main/image-layout.md), one for each repository, at most two folders
/// deep; <c>__</c> in a folder's name stands for <c>/</c>. Layers need not be there.
/// </summary>
[Connector("oci-layout", "Folder of OCI image layouts", "Folder")]
public sealed class OciLayoutRegistry(RegistryOptions options, KnownArtifacts artifacts) : Connector
{
    public override async Task CrawlAsync(CrawlContext context, CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(context.Connection.Location));
        var host = context.Connection.HostAlias is { Length: > 0 } alias ? alias : "local";
        var layouts = Find(root, host);
        var sound = new List<ImageSource>();
        context.Progress.Found(layouts.Count);
        foreach (var layout in layouts)
        {
            if (RegistryNames.IsRepository(layout.Name))
            {
                sound.Add(layout);
            }
            else
            {
                await context.Progress.FailedAsync(
                    layout.Name, FailureKind.Malformed, "The folder's name cannot be a repository's: lower-case letters, digits, and . _ - between them.", cancellationToken);
            }
        }

        await new RegistrySweep(context, options, artifacts).TakeAsync(sound, cancellationToken);
    }

    private List<OciLayout> Find(string root, string host)
    {
        try
        {
            if (!Directory.Exists(root))
            {
                throw new ConnectorException(FailureKind.Unreachable, $"There is no folder {root}.");
            }

            var found = new List<OciLayout>();
            Search(root, root, host, 0, found);
            found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return found;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ConnectorException(FailureKind.Forbidden, $"The folder {root} may not be read.", null, exception);
        }
        catch (IOException exception)
        {
            throw new ConnectorException(FailureKind.Unreachable, $"The folder {root} cannot be listed: {exception.Message}", null, exception);
        }
    }

    private void Search(string root, string folder, string host, int depth, List<OciLayout> found)
    {
        if (File.Exists(Path.Combine(folder, "oci-layout")))
        {
            var relative = depth == 0 ? Path.GetFileName(root) : Path.GetRelativePath(root, folder);
            found.Add(new OciLayout(folder, host, relative.Replace(Path.DirectorySeparatorChar, '/').Replace("__", "/", StringComparison.Ordinal), options));
            return;
        }

        if (depth > 2)
        {
            return;
        }

        // A link may lead anywhere.
        foreach (var child in new DirectoryInfo(folder).EnumerateDirectories().Where(d => d.LinkTarget is null && !d.Name.StartsWith('.')))
        {
            Search(root, child.FullName, host, depth + 1, found);
        }
    }
}
