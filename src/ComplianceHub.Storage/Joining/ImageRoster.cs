using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Joining;

/// <summary>Brings Images in line with facts and policy: makes the missing ones, names, scopes, closes and revives the others.</summary>
internal sealed class ImageRoster(HubDbContext context, TextVault vault, Policy policy, DateTime now)
{
    private const int RowsAtOnce = 500;

    private readonly PathGlobs _excluded = new(policy.ExcludedPaths);

    public async Task<StoreCounts> RefreshAsync(CancellationToken cancellationToken)
    {
        await new BuildResolver(context, vault).RunAsync(cancellationToken);
        var added = await AddImagesAsync(cancellationToken);
        var (changed, unchanged) = await UpdateAsync(cancellationToken);
        return new StoreCounts(added, changed, unchanged);
    }

    private async Task<int> AddImagesAsync(CancellationToken cancellationToken)
    {
        var targets = await context.BuildTargets.Where(t => !context.Images.Any(i => i.OriginBuildTargetId == t.Id)).Select(t => t.Id).ToListAsync(cancellationToken);
        context.Images.AddRange(targets.Select(id => new Image { Name = "", BuildTargetId = id, OriginBuildTargetId = id, CreatedAt = now }));
        var repositories = await context.ImageRepositories.Where(r => !context.ImageLinks.Any(l => l.ImageRepositoryId == r.Id)).ToListAsync(cancellationToken);
        var images = repositories.Select(r => (Repository: r, Image: new Image { Name = r.Name, OriginImageRepositoryId = r.Id, CreatedAt = now })).ToList();
        context.Images.AddRange(images.Select(i => i.Image));
        await context.SaveChangesAsync(cancellationToken);
        context.ImageLinks.AddRange(images.Select(i => new ImageLink
        {
            ImageRepositoryId = i.Repository.Id,
            ImageId = i.Image.Id,
            Method = ImageLink.Own,
            Confidence = 100,
            Evidence = "Not joined to a Dockerfile.",
            LinkedAt = now,
        }));
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
        return targets.Count + images.Count;
    }

    private async Task<(int Changed, int Unchanged)> UpdateAsync(CancellationToken cancellationToken)
    {
        var links = (await context.ImageLinks.Select(l => new { l.ImageId, l.ImageRepositoryId, l.Method, Name = l.ImageRepository == null ? "" : l.ImageRepository.Name, GoneAt = l.ImageRepository == null ? null : l.ImageRepository.GoneAt })
            .ToListAsync(cancellationToken)).ToLookup(l => l.ImageId);
        var images = await context.Images.Where(i => i.MergedIntoId == null).Select(i => new
        {
            i.Id,
            i.Name,
            i.Scope,
            i.ScopeReason,
            i.IsLive,
            HasTarget = i.BuildTarget != null,
            Path = i.BuildTarget == null || i.BuildTarget.Source == null ? null : i.BuildTarget.Source.Path,
            Target = i.BuildTarget == null ? null : i.BuildTarget.Target,
            SourceGone = i.BuildTarget == null || !context.LiveBuildTargets().Any(t => t.Id == i.BuildTargetId),
            Repository = i.BuildTarget == null || i.BuildTarget.Source == null || i.BuildTarget.Source.Repository == null ? null : i.BuildTarget.Source.Repository.Name,
        }).ToListAsync(cancellationToken);

        var wanted = new Dictionary<long, Wanted>();
        foreach (var image in images)
        {
            var linked = links[image.Id].OrderBy(l => l.GoneAt is not null).ThenBy(l => l.ImageRepositoryId).ToList();
            var registryName = linked.Count > 0 ? linked[0].Name : null;
            var isLive = !image.SourceGone || linked.Any(l => l.GoneAt is null);
            var name = registryName ?? (image.Repository is null ? image.Name : NameOf(image.Repository, image.Path ?? "", image.Target));
            var (scope, reason) = ScopeOf(image.HasTarget && !image.SourceGone ? image.Path : null, registryName);
            var state = new Wanted(name, scope, reason, isLive);
            if (state != new Wanted(image.Name, image.Scope, image.ScopeReason, image.IsLive))
            {
                wanted[image.Id] = state;
            }
        }

        foreach (var some in wanted.Chunk(RowsAtOnce))
        {
            var ids = some.Select(s => s.Key).ToArray();
            foreach (var image in await context.Images.Where(i => ids.Contains(i.Id)).ToListAsync(cancellationToken))
            {
                var state = wanted[image.Id];
                image.GoneAt = state.IsLive ? null : image.GoneAt ?? now;
                (image.Name, image.Scope, image.ScopeReason, image.IsLive) = (state.Name, state.Scope, state.ScopeReason, state.IsLive);
                image.Counts = image.Counts && state.IsLive && state.Scope == ImageScope.Scored;
            }

            await context.SaveChangesAsync(cancellationToken);
            context.ChangeTracker.Clear();
        }

        return (wanted.Count, images.Count - wanted.Count);
    }

    /// <summary>The repository for a Dockerfile at its root; else the folder is added, and the file when it is not plainly <c>Dockerfile</c>.</summary>
    private static string NameOf(string repository, string path, string? target)
    {
        var slash = path.LastIndexOf('/');
        var (folder, file) = slash < 0 ? ("", path) : (path[..slash], path[(slash + 1)..]);
        var name = folder.Length == 0 ? repository : $"{repository}/{folder}";
        name = file is "Dockerfile" or "Containerfile" ? name : $"{name}/{file}";
        return target is null ? name : $"{name} ({target})";
    }

    private (ImageScope Scope, string? Reason) ScopeOf(string? path, string? registryName)
    {
        if (path is not null)
        {
            return _excluded.Match(path) is { } glob ? (ImageScope.Excluded, $"The policy leaves {glob} out.") : (ImageScope.Scored, null);
        }

        var folder = registryName is null ? null : MirrorFolders.Of(registryName);
        return folder is null ? (ImageScope.Scored, null) : (ImageScope.Mirror, $"It lies under {folder}: somebody else's image.");
    }

    private sealed record Wanted(string Name, ImageScope Scope, string? ScopeReason, bool IsLive);
}
