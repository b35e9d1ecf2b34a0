using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>Which files run which Image: those that name one of its registry repositories.</summary>
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

        var names = (await context.ImageLinks
            .Select(l => new { l.ImageId, Registry = l.ImageRepository == null ? "" : l.ImageRepository.Registry, Name = l.ImageRepository == null ? "" : l.ImageRepository.Name })
            .ToListAsync(cancellationToken)).ToLookup(l => KeyOf(l.Registry, l.Name), l => l.ImageId, StringComparer.Ordinal);
        return new NamedUsages(rows.SelectMany(u => names[u.ImageRepository].Distinct().Select(id => (id, u))).ToLookup(p => p.id, p => p.u));
    }

    public IEnumerable<UsageFacts> Of(long imageId) => byImage[imageId];

    /// <summary>Changes when anything changes that a grade may rest on.</summary>
    public string StampOf(long imageId) => string.Join(';', byImage[imageId].Select(u => $"{u.Repository}/{u.Path} {u.Place} {u.Reference}"));

    private static string KeyOf(string registry, string name) =>
        ImageReference.TryParse($"{registry}/{name}", out _) is { } reference ? reference.CanonicalRepository : $"{registry}/{name}";
}
