using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>One live Dockerfile.</summary>
public sealed record DockerfileRow(
    int SourceId, string Repository, string? RepositoryUrl, string Path, string? Commit, DateTime Since, int Versions, long? ImageId, string? Image, ImageScope? Scope);

/// <summary>One base image and who stands on it.</summary>
/// <param name="Shipped">Live Images whose shipped stage stands on it.</param>
/// <param name="Building">Live Images that use it only while building.</param>
/// <param name="Pinned">Of all uses, how many carry a digest.</param>
/// <param name="OwnImageId">The Image that builds it here; null when it is not built here.</param>
public sealed record BaseImageRow(string Reference, string Repository, string? Tag, int Shipped, int Building, int Pinned, int Teams, long? OwnImageId);

public sealed record AuditRow(DateTime At, string Actor, string Action, string Subject, string? Before, string? After);

/// <summary>Lists of Dockerfiles, base images and the audit log.</summary>
public sealed class InventoryQueries(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>By repository and path.</summary>
    public async Task<PageOf<DockerfileRow>> DockerfilesAsync(string? text, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = context.DockerfileSources.Where(s => s.GoneAt == null);
        if (text is { Length: > 0 })
        {
            sources = sources.Where(s => s.Path.Contains(text) || s.Repository!.Name.Contains(text));
        }

        var total = await sources.CountAsync(cancellationToken);
        var rows = await sources.OrderBy(s => s.Repository!.Name).ThenBy(s => s.Path).Skip(page * size).Take(size)
            .Select(s => new
            {
                s.Id,
                s.Repository!.Name,
                s.Repository.WebUrl,
                s.Path,
                s.Commit,
                Versions = context.DockerfileVersions.Count(v => v.SourceId == s.Id),
                Since = context.DockerfileVersions.Where(v => v.SourceId == s.Id && v.To == null).Max(v => (DateTime?)v.From) ?? s.FirstSeenAt,
                Image = context.Images.Where(i => i.IsLive && i.BuildTarget!.SourceId == s.Id).OrderBy(i => i.Id).Select(i => new { i.Id, i.Name, i.Scope }).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new PageOf<DockerfileRow>(
            [.. rows.Select(r => new DockerfileRow(r.Id, r.Name, r.WebUrl, r.Path, r.Commit, r.Since, r.Versions, r.Image?.Id, r.Image?.Name, r.Image?.Scope))], total);
    }

    /// <summary>Most used first.</summary>
    public async Task<PageOf<BaseImageRow>> BaseImagesAsync(string? text, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var uses = context.ImageBases.Where(b => b.Image!.IsLive);
        if (text is { Length: > 0 })
        {
            uses = uses.Where(b => b.Reference.Contains(text) || b.Repository.Contains(text));
        }

        var groups = uses.GroupBy(b => new { b.Repository, b.Tag });
        var total = await groups.CountAsync(cancellationToken);
        var rows = await groups
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Repository).ThenBy(g => g.Key.Tag)
            .Skip(page * size).Take(size)
            .Select(g => new
            {
                g.Key.Repository,
                g.Key.Tag,
                Reference = g.Min(b => b.Reference),
                Shipped = g.Where(b => b.IsShipped).Select(b => b.ImageId).Distinct().Count(),
                Building = g.Where(b => !b.IsShipped).Select(b => b.ImageId).Distinct().Count(),
                Pinned = g.Count(b => b.Digest != null),
                Teams = g.Select(b => b.Image!.TeamId).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        var repositories = rows.Select(r => r.Repository).Distinct().ToList();
        var own = await context.ImageLinks
            .Where(l => repositories.Contains(l.ImageRepository!.Registry + "/" + l.ImageRepository.Name))
            .Select(l => new { Repository = l.ImageRepository!.Registry + "/" + l.ImageRepository.Name, l.ImageId })
            .ToDictionaryAsync(l => l.Repository, l => l.ImageId, cancellationToken);
        return new PageOf<BaseImageRow>(
            [.. rows.Select(r => new BaseImageRow(
                r.Reference ?? r.Repository, r.Repository, r.Tag, r.Shipped, r.Building, r.Pinned, r.Teams,
                own.TryGetValue(r.Repository, out var image) ? image : null))],
            total);
    }

    /// <summary>Newest first.</summary>
    public async Task<PageOf<AuditRow>> AuditAsync(string? subject, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = context.AuditEntries.Where(e => subject == null || e.Subject == subject);
        var total = await entries.CountAsync(cancellationToken);
        var rows = await entries.OrderByDescending(e => e.Id).Skip(page * size).Take(size)
            .Select(e => new AuditRow(e.At, e.Actor, e.Action, e.Subject, e.Before, e.After))
            .ToListAsync(cancellationToken);
        return new PageOf<AuditRow>(rows, total);
    }
}
