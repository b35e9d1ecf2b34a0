using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>Which files run which Image: those that name one of its registry repositories, or what a build of it is called.</summary>
internal sealed class NamedUsages(ILookup<long, UsageFacts> byImage)
{
    public static async Task<NamedUsages> LoadAsync(HubDbContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Usages.Where(u => u.To == null && u.Repository != null && u.Repository.GoneAt == null)
            .OrderBy(u => u.Repository == null ? "" : u.Repository.Name).ThenBy(u => u.Path).ThenBy(u => u.Line).ThenBy(u => u.Reference)
            .Select(u => new UsageFacts(u.Repository == null ? "" : u.Repository.Name, u.Path, u.Place, u.Line, u.Reference, u.ImageRepository))
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return new NamedUsages(rows.ToLookup(_ => 0L));
        }

        var names = await context.ImageLinks
            .Select(l => new { l.ImageId, Registry = l.ImageRepository == null ? "" : l.ImageRepository.Registry, Name = l.ImageRepository == null ? "" : l.ImageRepository.Name })
            .ToListAsync(cancellationToken);
        var builds = await (
            from definition in context.BuildDefinitions
            where definition.To == null
            join image in context.Images on definition.BuildTargetId equals image.BuildTargetId
            select new { image.Id, definition.ImageRepository }).ToListAsync(cancellationToken);
        var byName = names.Select(n => (Key: KeyOf(n.Registry, n.Name), n.ImageId)).Concat(builds.Select(b => (Key: b.ImageRepository, ImageId: b.Id))).Distinct()
            .ToLookup(n => n.Key, n => n.ImageId, StringComparer.Ordinal);
        return new NamedUsages(rows.SelectMany(u => byName[u.ImageRepository].Order().Select(id => (id, u))).ToLookup(p => p.id, p => p.u));
    }

    public IEnumerable<UsageFacts> Of(long imageId) => byImage[imageId];

    /// <summary>Changes when anything changes that a grade may rest on.</summary>
    public string StampOf(long imageId) => string.Join(';', byImage[imageId].Select(u => $"{u.Repository}/{u.Path} {u.Place} {u.Reference}"));

    private static string KeyOf(string registry, string name) =>
        ImageReference.TryParse($"{registry}/{name}", out _) is { } reference ? reference.CanonicalRepository : $"{registry}/{name}";
}
