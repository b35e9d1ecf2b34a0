using ComplianceHub.Grading.Rules;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

public enum SearchKind
{
    Image,
    Team,
    Rule,
    Repository,
    BaseImage,
}

/// <param name="Key">Image id, team slug, rule id, repository name or base reference.</param>
/// <param name="Note">A second line, or null.</param>
public sealed record SearchHit(SearchKind Kind, string Key, string Title, string? Note);

/// <summary>The search box.</summary>
public sealed class SearchQueries(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>Up to <paramref name="take"/> of each kind, those that start with the text first. Digests find their Image.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (part, start) = ($"%{Escape(text)}%", $"{Escape(text)}%");
        var hits = new List<SearchHit>();
        hits.AddRange(await context.Images
            .Where(i => i.IsLive && (EF.Functions.Like(i.Name, part, "\\") || (i.Digest != null && EF.Functions.Like(i.Digest, part, "\\"))))
            .OrderByDescending(i => EF.Functions.Like(i.Name, start, "\\")).ThenBy(i => i.Name).Take(take)
            .Select(i => new SearchHit(SearchKind.Image, i.Id.ToString(), i.Name, i.Team!.Name))
            .ToListAsync(cancellationToken));
        hits.AddRange(await context.Teams
            .Where(t => EF.Functions.Like(t.Name, part, "\\") || EF.Functions.Like(t.Slug, part, "\\"))
            .OrderByDescending(t => EF.Functions.Like(t.Name, start, "\\")).ThenBy(t => t.Name).Take(take)
            .Select(t => new SearchHit(SearchKind.Team, t.Slug, t.Name, null))
            .ToListAsync(cancellationToken));
        hits.AddRange(RuleCatalog.Rules.Select(r => r.Descriptor)
            .Where(r => Has(r.Id, text) || Has(r.Title, text) || r.Aliases.Any(a => Has(a, text)))
            .OrderByDescending(r => r.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ThenBy(r => r.Id, StringComparer.Ordinal).Take(take)
            .Select(r => new SearchHit(SearchKind.Rule, r.Id, r.Id, r.Title)));
        hits.AddRange(await context.Repositories
            .Where(r => r.GoneAt == null && EF.Functions.Like(r.Name, part, "\\"))
            .OrderByDescending(r => EF.Functions.Like(r.Name, start, "\\")).ThenBy(r => r.Name).Take(take)
            .Select(r => new SearchHit(SearchKind.Repository, r.Name, r.Name, r.Host))
            .ToListAsync(cancellationToken));
        hits.AddRange(await context.ImageBases
            .Where(b => b.Image!.IsLive && EF.Functions.Like(b.Reference, part, "\\"))
            .GroupBy(b => b.Reference).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(take)
            .Select(g => new SearchHit(SearchKind.BaseImage, g.Key, g.Key, null))
            .ToListAsync(cancellationToken));
        return hits;
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    // LIKE's own signs are what the reader typed.
    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
