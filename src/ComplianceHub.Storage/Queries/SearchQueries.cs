using ComplianceHub.Grading.Rules;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>The search box.</summary>
public sealed class SearchQueries(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>Up to <paramref name="take"/> of each kind, those that start with the text first. Digests find their Image.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int take, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (part, start) = (Like.Containing(text), Like.Escaped(text) + "%");
        var images = await context.Images.Where(i => i.IsLive && (EF.Functions.Like(i.Name, part, Like.Escape) || EF.Functions.Like(i.Digest ?? "", start, Like.Escape)))
            .OrderBy(i => !EF.Functions.Like(i.Name, start, Like.Escape)).ThenBy(i => i.Name).ThenBy(i => i.Id).Take(take)
            .Select(i => new { i.Id, i.Name, Team = i.Team == null ? null : i.Team.Name, i.Score, i.Letter, Held = i.HeldBecause != null }).ToListAsync(cancellationToken);
        var teams = await context.Teams.Where(t => EF.Functions.Like(t.Name, part, Like.Escape) || EF.Functions.Like(t.Slug, part, Like.Escape))
            .OrderBy(t => !EF.Functions.Like(t.Name, start, Like.Escape)).ThenBy(t => t.Name).Take(take).Select(t => new { t.Slug, t.Name }).ToListAsync(cancellationToken);
        var repositories = await context.Repositories.Where(r => r.GoneAt == null && EF.Functions.Like(r.Name, part, Like.Escape))
            .OrderBy(r => !EF.Functions.Like(r.Name, start, Like.Escape)).ThenBy(r => r.Name).Take(take).Select(r => new { r.Name, r.Host }).ToListAsync(cancellationToken);
        var bases = await context.ImageBases.Where(b => b.Image != null && b.Image.IsLive && EF.Functions.Like(b.Reference, part, Like.Escape)).GroupBy(b => b.Reference)
            .Select(g => new { g.Key, Images = g.Select(b => b.ImageId).Distinct().Count() }).OrderByDescending(b => b.Images).ThenBy(b => b.Key).Take(take).ToListAsync(cancellationToken);
        var wanted = text.Trim();
        var rules = RuleCatalog.Rules.Select(r => r.Descriptor)
            .Where(d => d.Id.Contains(wanted, StringComparison.OrdinalIgnoreCase) || d.Title.Contains(wanted, StringComparison.OrdinalIgnoreCase)
                || d.Aliases.Any(a => a.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(d => !d.Id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).ThenBy(d => d.Id, StringComparer.Ordinal).Take(take);
        return
        [
            .. images.Select(i => new SearchHit(SearchKind.Image, i.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), i.Name, i.Team, i.Score, i.Letter, i.Held)),
            .. teams.Select(t => new SearchHit(SearchKind.Team, t.Slug, t.Name, null)),
            .. rules.Select(r => new SearchHit(SearchKind.Rule, r.Id, r.Id, r.Title)),
            .. repositories.Select(r => new SearchHit(SearchKind.Repository, r.Name, r.Name, r.Host)),
            .. bases.Select(b => new SearchHit(SearchKind.BaseImage, b.Key, b.Key, b.Images == 1 ? "1 image" : $"{b.Images} images")),
        ];
    }
}
