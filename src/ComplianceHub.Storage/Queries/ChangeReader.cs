using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Reads changes of grades with what came and went in them.</summary>
internal static class ChangeReader
{
    public static async Task<IReadOnlyList<GradeChange>> ReadAsync(HubDbContext context, TeamScope? scope, int take, CancellationToken cancellationToken)
    {
        var later = context.GradeIntervals.AsNoTracking();
        if (scope is { } team)
        {
            later = later.Where(g => g.TeamId == team.TeamId);
        }

        var pairs = await (
            from after in later
            join before in context.GradeIntervals.AsNoTracking() on new { after.ImageId, At = (DateTime?)after.From } equals new { before.ImageId, At = before.To }
            where (after.Score != before.Score || after.Letter != before.Letter) && after.Image != null && after.Image.IsLive
            orderby after.From descending, after.Id descending
            select new
            {
                Before = before,
                After = after,
                Name = after.Image == null ? "" : after.Image.Name,
                TeamSlug = after.Image == null || after.Image.Team == null ? null : after.Image.Team.Slug,
            }).Take(take).ToListAsync(cancellationToken);
        if (pairs.Count == 0)
        {
            return [];
        }

        var ids = pairs.Select(p => p.After.ImageId).Distinct().ToArray();
        var pages = await context.Images.Where(i => ids.Contains(i.Id) && i.BuildTarget != null && i.BuildTarget.Source != null && i.BuildTarget.Source.Repository != null)
            .Select(i => new { i.Id, Url = i.BuildTarget == null || i.BuildTarget.Source == null || i.BuildTarget.Source.Repository == null ? null : i.BuildTarget.Source.Repository.WebUrl })
            .ToDictionaryAsync(i => i.Id, i => i.Url, cancellationToken);
        var since = pairs.Min(p => p.After.From);
        var findings = await context.FindingIntervals.Where(f => ids.Contains(f.ImageId) && (f.From >= since || f.To >= since))
            .Select(f => new { f.ImageId, f.Rule, f.From, f.To }).ToListAsync(cancellationToken);
        var opened = findings.ToLookup(f => (f.ImageId, f.From), f => f.Rule);
        var closed = findings.Where(f => f.To is not null).ToLookup(f => (f.ImageId, f.To ?? default), f => f.Rule);
        return [.. pairs.Select(p => new GradeChange(
            p.After.ImageId, p.Name, p.TeamSlug, p.After.From, p.After.Commit, GitLinks.Commit(pages.GetValueOrDefault(p.After.ImageId), p.After.Commit),
            p.Before.Score, p.After.Score, p.Before.Letter, p.After.Letter,
            LedgerReader.MainCause(LedgerReader.Step.Of(p.Before), LedgerReader.Step.Of(p.After)), p.After.Backfilled,
            [.. opened[(p.After.ImageId, p.After.From)].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. closed[(p.After.ImageId, p.After.From)].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))];
    }
}
