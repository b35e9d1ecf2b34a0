using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using ComplianceHub.Storage.Joining;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>
/// Base images: who stands on each, directly and through the organisation's own bases. SQL sums over Images; what is left is one row a base, few enough
/// to follow lineages and ends of life in memory.
/// </summary>
public sealed class BaseQueries(IDbContextFactory<HubDbContext> contexts)
{
    private const int DeepestLineage = 8;
    private const string MinimalBase = "minimal-base";

    /// <summary>What carries most first.</summary>
    public async Task<BaseInventory> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var live = context.ImageBases.Where(b => b.Image != null && b.Image.IsLive && b.Image.Scope == ImageScope.Scored);
        var standing = (await live.Where(b => b.IsShipped).GroupBy(b => new { b.Repository, b.Tag, b.Digest, TeamId = b.Image == null ? null : b.Image.TeamId })
            .Select(g => new { g.Key, Images = g.Select(b => b.ImageId).Distinct().Count() }).ToListAsync(cancellationToken))
            .ToLookup(g => (g.Key.Repository, g.Key.Tag), g => new Use(g.Key.Digest, g.Key.TeamId ?? 0, g.Images));
        var lost = await context.CriterionIntervals.Where(c => c.To == null && c.Criterion == MinimalBase && c.Penalty > 0)
            .Join(live.Where(b => b.IsShipped), c => c.ImageId, b => b.ImageId, (c, b) => new { b.Repository, b.Tag, c.Penalty })
            .GroupBy(c => new { c.Repository, c.Tag }).Select(g => new { g.Key, Lost = g.Sum(c => (long)c.Penalty) })
            .ToDictionaryAsync(g => (g.Key.Repository, g.Key.Tag), g => g.Lost, cancellationToken);
        var named = await live.GroupBy(b => new { b.Repository, b.Tag }).Select(g => new
        {
            g.Key,
            Reference = g.Min(b => b.Reference),
            Building = g.Where(b => !b.IsShipped).Select(b => b.ImageId).Distinct().Count(),
            Digests = g.Where(b => b.Digest != null).Select(b => b.Digest).Distinct().Count(),
        }).ToListAsync(cancellationToken);

        var names = named.Select(r => r.Key.Repository).Distinct().ToArray();
        var own = await OwnAsync(context, names, cancellationToken);
        var origins = await BaseOrigins.LoadAsync(context, names, cancellationToken);
        var tags = (await context.TagObservations.Where(t => t.To == null && t.ImageRepository != null && names.Contains(t.ImageRepository.Registry + "/" + t.ImageRepository.Name))
            .Select(t => new { Repository = t.ImageRepository == null ? "" : t.ImageRepository.Registry + "/" + t.ImageRepository.Name, t.Tag, t.Digest, At = t.PushedAt ?? t.From })
            .ToListAsync(cancellationToken)).ToDictionary(t => (t.Repository, t.Tag), t => (t.Digest, t.At));
        var rows = named.Select(r =>
        {
            var uses = standing[(r.Key.Repository, r.Key.Tag)].ToList();
            var tag = tags.TryGetValue((r.Key.Repository, r.Key.Tag ?? "latest"), out var now) ? now : ((string Digest, DateTime At)?)null;
            return new BaseImageRow(r.Key.Repository, r.Key.Tag, Undigested(r.Reference ?? r.Key.Repository))
            {
                Shipped = uses.Sum(u => u.Images),
                Building = r.Building,
                Digests = r.Digests,
                Behind = tag is { } current ? uses.Where(u => u.Digest is not null && u.Digest != current.Digest).Sum(u => u.Images) : null,
                BuiltAt = tag?.At,
                Origin = origins.Find(r.Key.Repository),
                Own = own.GetValueOrDefault(r.Key.Repository)?.Base,
                Lost = lost.GetValueOrDefault((r.Key.Repository, r.Key.Tag)),
                ByTeam = uses.GroupBy(u => u.TeamId).ToDictionary(g => g.Key, g => g.Sum(u => u.Images)),
            };
        }).ToList();
        var lineages = new Lineages(rows, own.ToDictionary(o => o.Key, o => o.Value.StandsOn, StringComparer.Ordinal));
        var teams = await context.Teams.Select(t => new { t.Id, t.Slug, t.Name }).ToDictionaryAsync(t => t.Id, t => new BaseTeam(t.Slug, t.Name), cancellationToken);
        return new BaseInventory(
            [.. rows.Select(lineages.Complete).OrderByDescending(r => r.Carried).ThenByDescending(r => r.Building).ThenBy(r => r.Repository, StringComparer.Ordinal).ThenBy(r => r.Tag, StringComparer.Ordinal)],
            rows.Sum(r => r.Shipped),
            teams);
    }

    private static async Task<Dictionary<string, Builder>> OwnAsync(HubDbContext context, string[] names, CancellationToken cancellationToken)
    {
        var own = await OwnImages.ReadAsync(context, names, cancellationToken);
        var ids = own.Values.ToArray();
        var images = await context.Images.Where(i => ids.Contains(i.Id))
            .Select(i => new
            {
                i.Id,
                Base = new OwnBase(i.Id, i.Name, i.Letter, i.Score, i.Team == null ? null : i.Team.Slug, i.Team == null ? null : i.Team.Name),
                StandsOn = context.ImageBases.Where(b => b.ImageId == i.Id && b.IsShipped).Select(b => new { b.Repository, b.Tag }).FirstOrDefault(),
            }).ToDictionaryAsync(i => i.Id, cancellationToken);
        return own.Where(o => images.ContainsKey(o.Value)).ToDictionary(
            o => o.Key,
            o => new Builder(images[o.Value].Base, images[o.Value].StandsOn is { } on ? (on.Repository, on.Tag) : null),
            StringComparer.Ordinal);
    }

    private static string Undigested(string reference) => reference.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? reference[..at] : reference;

    /// <param name="StandsOn">What the base's own Image stands on.</param>
    private sealed record Builder(OwnBase Base, (string Repository, string? Tag)? StandsOn);

    private sealed record Use(string? Digest, int TeamId, int Images);

    /// <summary>What each base is itself built on.</summary>
    /// <param name="standsOn">By the repository of a base that is built here.</param>
    private sealed class Lineages(IReadOnlyList<BaseImageRow> rows, IReadOnlyDictionary<string, (string Repository, string? Tag)?> standsOn)
    {
        private readonly Dictionary<(string, string?), BaseImageRow> _byName = rows.ToDictionary(r => (r.Repository, r.Tag));
        private readonly ILookup<(string, string?), BaseImageRow> _builtOn = rows
            .Where(r => standsOn.GetValueOrDefault(r.Repository) is not null).ToLookup(r => standsOn[r.Repository] ?? default);

        public BaseImageRow Complete(BaseImageRow row) => Complete(row, 0);

        private BaseImageRow Complete(BaseImageRow row, int depth)
        {
            var known = Known(row, 0);
            return row with
            {
                Upstream = depth < DeepestLineage && UpstreamOf(row) is { } upstream ? Complete(upstream, depth + 1) : null,
                Carried = CarriedBy(row, 0),
                System = known is null ? null : EndOfLife.SystemOf(known),
                Lifetime = known is null ? null : EndOfLife.EarliestOf(known),
            };
        }

        // An Image stands on one base: what a base carries is a tree, and its sum is exact.
        private int CarriedBy(BaseImageRow row, int depth) =>
            row.Shipped + (depth >= DeepestLineage ? 0 : _builtOn[(row.Repository, row.Tag)].Where(r => r.Repository != row.Repository).Sum(r => CarriedBy(r, depth + 1)));

        private BaseImageRow? UpstreamOf(BaseImageRow row) =>
            standsOn.GetValueOrDefault(row.Repository) is { } on && on.Repository != row.Repository ? _byName.GetValueOrDefault(on) ?? new BaseImageRow(on.Repository, on.Tag, Familiar(on)) : null;

        /// <summary>The nearest ancestor whose name says what it is.</summary>
        private ImageReference? Known(BaseImageRow row, int depth)
        {
            if (ImageReference.TryParse(row.Tag is null ? row.Repository : $"{row.Repository}:{row.Tag}", out _) is not { } reference)
            {
                return null;
            }

            if (row.Origin is { Origin: BaseOrigin.Mirrored } && Mirrored(reference) is { } original)
            {
                return original;
            }

            if (EndOfLife.EarliestOf(reference) is not null || EndOfLife.SystemOf(reference) is not null)
            {
                return reference;
            }

            return depth < DeepestLineage && UpstreamOf(row) is { } upstream ? Known(upstream, depth + 1) : null;
        }

        private static ImageReference? Mirrored(ImageReference reference) =>
            MirrorFolders.Of(reference.Path) is { } folder && reference.Path.Split(folder + "/", 2) is [_, var rest]
                ? ImageReference.TryParse((folder.Contains('.', StringComparison.Ordinal) ? $"{folder}/{rest}" : rest) + (reference.Tag is null ? "" : ":" + reference.Tag), out _)
                : null;

        private static string Familiar((string Repository, string? Tag) on)
        {
            var text = on.Tag is null ? on.Repository : $"{on.Repository}:{on.Tag}";
            return ImageReference.TryParse(text, out _)?.Familiar ?? text;
        }
    }
}
