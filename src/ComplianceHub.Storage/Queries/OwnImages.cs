using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Which Image builds a repository here.</summary>
internal static class OwnImages
{
    /// <param name="names"><c>domain/path</c>.</param>
    public static async Task<Dictionary<string, long>> ReadAsync(HubDbContext context, string[] names, CancellationToken cancellationToken) => await context.ImageLinks
        .Where(l => l.ImageRepository != null && names.Contains(l.ImageRepository.Registry + "/" + l.ImageRepository.Name)
            && context.Images.Any(i => i.Id == l.ImageId && i.BuildTargetId != null))
        .Select(l => new { Key = l.ImageRepository == null ? "" : l.ImageRepository.Registry + "/" + l.ImageRepository.Name, l.ImageId })
        .ToDictionaryAsync(l => l.Key, l => l.ImageId, StringComparer.Ordinal, cancellationToken);
}
