using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// After crawls: reads the compose, bake, workflow and Kubernetes files that came or changed, for what they build and run. A file is read once for ever; it
/// is read again only when this reader learns something.
/// </summary>
public sealed class DefinitionStep(DefinitionStore store)
{
    /// <summary>Raised whenever more or something else is read out of a file.</summary>
    private const int ReaderVersion = 2;

    private const int FilesAtOnce = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await store.CloseGoneAsync(cancellationToken);
        await foreach (var files in store.UnreadAsync(ReaderVersion, FilesAtOnce, cancellationToken))
        {
            await store.SaveAsync(ReaderVersion, [.. files.Select(Read)], cancellationToken);
        }
    }

    private static DefinitionFacts Read(DefinitionFile file)
    {
        var usages = file.Kind switch
        {
            FileKind.Compose => ComposeFile.UsagesOf(file.Text),
            FileKind.Kubernetes => KubernetesManifest.UsagesOf(file.Path, file.Text),
            _ => [],
        };
        var builds = file.Kind switch
        {
            FileKind.Compose => ComposeFile.BuildsOf(file.Path, file.Text),
            FileKind.Bake => BakeFile.BuildsOf(file.Path, file.Text),
            FileKind.Workflow => WorkflowFile.BuildsOf(file.Text, file.Repository),
            _ => [],
        };
        return new DefinitionFacts(
            file.RepositoryFileId, file.BlobSha,
            [.. usages.Select(u => new FileUsage(u.Image.Reference, u.Image.Repository, u.Place, u.Line)).DistinctBy(u => u.Reference)],
            [.. builds.SelectMany(b => b.Images.Select(i => new FileBuild(b.Name, b.Line, b.Dockerfile, b.Target, i.Repository)))]);
    }
}
