using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Joining;

/// <summary>Reads what joining and ownership look at.</summary>
internal sealed class InventoryReader(HubDbContext context, TextVault vault, ShippedReader shipped)
{
    private const int KeysInOneQuery = 500;

    public async Task<JoinInputs> JoinInputsAsync(CancellationToken cancellationToken)
    {
        var images = await context.Images.Where(i => i.BuildTargetId != null && i.IsLive).Select(i => new { i.Id, i.BuildTargetId })
            .ToDictionaryAsync(i => i.BuildTargetId ?? 0, i => i.Id, cancellationToken);
        var targets = await context.LiveBuildTargets().AsNoTracking().Include("Source.Repository").OrderBy(t => t.Id).ToListAsync(cancellationToken);
        var joinTargets = new List<JoinTarget>(targets.Count);
        foreach (var target in targets)
        {
            if (target.Source is { Repository: { } repository } source)
            {
                joinTargets.Add(new JoinTarget(
                    target.Id, images.TryGetValue(target.Id, out var id) ? id : null, repository.Host, repository.Name, UrlsOf(repository), source.Path, target.Target,
                    source.Commit ?? repository.HeadCommit));
            }
        }

        var builds = await context.BuildDefinitions.Where(d => d.To == null && d.BuildTargetId != null && d.Repository != null && d.Repository.GoneAt == null)
            .OrderBy(d => d.Path).ThenBy(d => d.Name).ThenBy(d => d.Id)
            .Select(d => new JoinBuild(d.BuildTargetId ?? 0, d.Kind, d.Path, d.Name, d.ImageRepository)).ToListAsync(cancellationToken);
        return new JoinInputs(joinTargets, builds, await JoinRepositoriesAsync(cancellationToken));
    }

    public async Task<IReadOnlyList<OwnershipInput>> OwnershipInputsAsync(CancellationToken cancellationToken)
    {
        var files = await FilesAsync([FileKind.CodeOwners, FileKind.CatalogInfo], cancellationToken);
        var repositories = (await JoinRepositoriesAsync(cancellationToken)).Where(r => r.ImageId is not null).ToLookup(r => r.ImageId);
        var images = await context.Images.Where(i => i.IsLive).OrderBy(i => i.Id).Select(i => new
        {
            i.Id,
            i.Name,
            Path = i.BuildTarget == null || i.BuildTarget.Source == null ? null : i.BuildTarget.Source.Path,
            RepositoryId = i.BuildTarget == null || i.BuildTarget.Source == null ? 0 : i.BuildTarget.Source.RepositoryId,
            Host = i.BuildTarget == null || i.BuildTarget.Source == null || i.BuildTarget.Source.Repository == null ? null : i.BuildTarget.Source.Repository.Host,
            Repository = i.BuildTarget == null || i.BuildTarget.Source == null || i.BuildTarget.Source.Repository == null ? null : i.BuildTarget.Source.Repository.Name,
            TeamSlug = i.Team == null ? null : i.Team.Slug,
            i.OwnerSource,
        }).ToListAsync(cancellationToken);
        return [.. images.Select(i => new OwnershipInput(
            i.Id, i.Name, i.Host, i.Repository, i.Path,
            [.. files[i.RepositoryId].Where(f => f.Kind == FileKind.CodeOwners)],
            [.. files[i.RepositoryId].Where(f => f.Kind == FileKind.CatalogInfo)],
            [.. repositories[i.Id].Select(r => $"{r.Registry}/{r.Name}")],
            repositories[i.Id].Select(r => r.Labels).FirstOrDefault(l => l.Count > 0) ?? new Dictionary<string, string>(),
            i.TeamSlug, i.OwnerSource))];
    }

    private async Task<IReadOnlyList<JoinRepository>> JoinRepositoriesAsync(CancellationToken cancellationToken)
    {
        var tags = await GradedTags.LoadAsync(context, cancellationToken);
        var repositories = await context.ImageRepositories.AsNoTracking().Where(r => r.GoneAt == null).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var links = await context.ImageLinks.AsNoTracking().ToDictionaryAsync(l => l.ImageRepositoryId, cancellationToken);
        var linkedTargets = await context.Images.Where(i => i.BuildTargetId != null && i.IsLive).Select(i => new { i.Id, i.BuildTargetId })
            .ToDictionaryAsync(i => i.Id, i => i.BuildTargetId, cancellationToken);
        var rows = new List<JoinRepository>(repositories.Count);
        foreach (var repository in repositories)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tag = tags.Newest([repository.Id]);
            var image = tag is null ? null : shipped.Read(context, repository.Registry, repository.Name, tag.Tag, tag.Digest).Image;
            var platform = image?.Platforms[0];
            var labels = platform is null ? new Dictionary<string, string>() : new Dictionary<string, string>(platform.Config.Labels.SetItems(platform.Annotations));
            var link = links.GetValueOrDefault(repository.Id);
            rows.Add(new JoinRepository(
                repository.Id, link?.ImageId, repository.Registry, repository.Name, tag?.Tag, tag?.Digest,
                platform is null ? null : shipped.FindConfigDigest(context, platform.Digest), labels, platform is null ? [] : [.. platform.Config.DiffIds],
                link is null || link.Method == ImageLink.Own ? null : linkedTargets.GetValueOrDefault(link.ImageId), link?.Method ?? ImageLink.Own));
        }

        return rows;
    }

    private async Task<ILookup<int, JoinFile>> FilesAsync(FileKind[] kinds, CancellationToken cancellationToken)
    {
        var files = await context.RepositoryFiles.AsNoTracking()
            .Where(f => kinds.Contains(f.Kind) && f.Repository != null && f.Repository.GoneAt == null).OrderBy(f => f.Path).ToListAsync(cancellationToken);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in files.Select(f => f.BlobSha).Distinct(StringComparer.Ordinal).Chunk(KeysInOneQuery))
        {
            foreach (var blob in await context.Blobs.AsNoTracking().Where(b => some.Contains(b.Key)).ToListAsync(cancellationToken))
            {
                texts[blob.Key] = vault.DecryptText(blob.Content);
            }
        }

        return files.Where(f => texts.ContainsKey(f.BlobSha)).ToLookup(f => f.RepositoryId, f => new JoinFile(f.Kind, f.Path, texts[f.BlobSha]));
    }

    private static string[] UrlsOf(Repository repository) =>
        [.. new[] { repository.CloneUrl, repository.WebUrl }.OfType<string>().Distinct(StringComparer.Ordinal)];
}
