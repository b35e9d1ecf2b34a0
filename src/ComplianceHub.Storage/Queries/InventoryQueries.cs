using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Lists of Dockerfiles, images that run, and the audit log.</summary>
public sealed class InventoryQueries(IDbContextFactory<HubDbContext> contexts)
{
    private const int LargestPage = 500;
    private static readonly string[] s_publicHub = ["docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"];

    /// <summary>By repository and path.</summary>
    public async Task<PageOf<DockerfileRow>> DockerfilesAsync(string? text, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = context.DockerfileSources.Where(s => s.GoneAt == null);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var part = Like.Containing(text);
            sources = sources.Where(s => EF.Functions.Like(s.Path, part, Like.Escape) || (s.Repository != null && EF.Functions.Like(s.Repository.Name, part, Like.Escape)));
        }

        size = Math.Clamp(size, 1, LargestPage);
        var rows = await sources.OrderBy(s => s.Repository == null ? "" : s.Repository.Name).ThenBy(s => s.Path).ThenBy(s => s.Id).Skip(Math.Max(0, page) * size).Take(size)
            .Select(s => new
            {
                s.Id,
                Repository = s.Repository == null ? "" : s.Repository.Name,
                Url = s.Repository == null ? null : s.Repository.WebUrl,
                s.Path,
                s.Commit,
                Since = context.DockerfileVersions.Where(v => v.SourceId == s.Id).Max(v => (DateTime?)v.From) ?? s.FirstSeenAt,
                Versions = context.DockerfileVersions.Count(v => v.SourceId == s.Id),
                Image = context.Images.Where(i => i.IsLive && i.BuildTarget != null && i.BuildTarget.SourceId == s.Id).OrderBy(i => i.Id)
                    .Select(i => new { i.Id, i.Name, i.Scope }).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return new PageOf<DockerfileRow>(
            [.. rows.Select(r => new DockerfileRow(r.Id, r.Repository, r.Url, r.Path, r.Commit, r.Since, r.Versions, r.Image?.Id, r.Image?.Name, r.Image?.Scope))],
            await sources.CountAsync(cancellationToken));
    }

    /// <summary>What compose files and Kubernetes manifests run, other people's images included; what most files name first.</summary>
    public async Task<PageOf<RunningImageRow>> RunningImagesAsync(string? text, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var usages = context.Usages.Where(u => u.To == null && u.Repository != null && u.Repository.GoneAt == null);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var part = Like.Containing(text);
            usages = usages.Where(u => EF.Functions.Like(u.Reference, part, Like.Escape) || EF.Functions.Like(u.ImageRepository, part, Like.Escape));
        }

        var groups = usages.GroupBy(u => u.ImageRepository);
        size = Math.Clamp(size, 1, LargestPage);
        var rows = await groups
            .Select(g => new
            {
                g.Key,
                Files = g.Select(u => u.RepositoryId + "/" + u.Path).Distinct().Count(),
                Repositories = g.Select(u => u.RepositoryId).Distinct().Count(),
            })
            .OrderByDescending(r => r.Files).ThenBy(r => r.Key).Skip(Math.Max(0, page) * size).Take(size).ToListAsync(cancellationToken);
        var names = rows.Select(r => r.Key).ToArray();
        var places = (await usages.Where(u => names.Contains(u.ImageRepository)).OrderBy(u => u.Repository == null ? "" : u.Repository.Name).ThenBy(u => u.Path).ThenBy(u => u.Line)
            .Select(u => new { u.ImageRepository, Row = new UsageRow(u.Repository == null ? "" : u.Repository.Name, u.Path, u.Place, u.Line, u.Reference) })
            .ToListAsync(cancellationToken)).ToLookup(u => u.ImageRepository, u => u.Row, StringComparer.Ordinal);
        var own = await OwnImages.ReadAsync(context, names, cancellationToken);
        return new PageOf<RunningImageRow>(
            [.. rows.Select(r => new RunningImageRow(
                r.Key, r.Key.StartsWith("docker.io/", StringComparison.Ordinal), r.Files, r.Repositories, own.TryGetValue(r.Key, out var id) ? id : null, [.. places[r.Key]]))],
            await groups.CountAsync(cancellationToken));
    }

    /// <summary>The registries that live Images stand on or are shipped from, most used first: what set-up offers to choose from.</summary>
    public async Task<IReadOnlyList<RegistryUse>> RegistriesAsync(int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var bases = await context.ImageBases.Where(b => b.Image != null && b.Image.IsLive && b.Repository.Contains('/'))
            .GroupBy(b => b.Repository.Substring(0, b.Repository.IndexOf('/'))).Select(g => new { g.Key, Images = g.Select(b => b.ImageId).Distinct().Count() }).ToListAsync(cancellationToken);
        var shipped = await context.ImageRepositories.Where(r => r.GoneAt == null).GroupBy(r => r.Registry).Select(g => new { g.Key, Images = g.Count() }).ToListAsync(cancellationToken);

        // The public hub is nobody's own.
        return [.. bases.Concat(shipped).Where(r => r.Key.Contains('.', StringComparison.Ordinal) && !s_publicHub.Contains(r.Key)).GroupBy(r => r.Key)
            .Select(g => new RegistryUse(g.Key, g.Sum(r => r.Images))).OrderByDescending(r => r.Images).ThenBy(r => r.Name, StringComparer.Ordinal).Take(take)];
    }

    /// <summary>Newest first.</summary>
    public async Task<PageOf<AuditRow>> AuditAsync(string? subject, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = context.AuditEntries.Where(a => subject == null || a.Subject == subject);
        size = Math.Clamp(size, 1, LargestPage);
        var rows = await entries.OrderByDescending(a => a.Id).Skip(Math.Max(0, page) * size).Take(size)
            .Select(a => new AuditRow(a.At, a.Actor, a.Action, a.Subject, a.Before, a.After)).ToListAsync(cancellationToken);
        return new PageOf<AuditRow>(rows, await entries.CountAsync(cancellationToken));
    }
}
