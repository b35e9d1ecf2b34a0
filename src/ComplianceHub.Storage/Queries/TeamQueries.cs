using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Teams: list, league, one team.</summary>
public sealed class TeamQueries(IDbContextFactory<HubDbContext> contexts, OverviewQueries overview, PolicyStore policies, TimeProvider clock)
{
    private const int LeagueDays = 30;
    private const int TopRanks = 5;
    private const int LargestPage = 500;

    /// <summary>Ranked by movement on a constant ruler over the last days.</summary>
    public async Task<League> LeagueAsync(int days, CancellationToken cancellationToken)
    {
        var to = clock.GetUtcNow().UtcDateTime;
        var from = to.AddDays(-days);
        var summaries = await overview.TeamsAsync(weeks: 2, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var debts = await DebtReader.ReadAsync(context, from, to, cancellationToken);
        var rows = summaries.Where(s => s.TeamId is not null).Select(s => RowOf(s, debts)).ToList();

        var ranked = rows.Where(r => r.Burned > 0).OrderByDescending(r => r.Movement).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Take(TopRanks)
            .Select((r, i) => r with { Rank = i + 1 }).ToList();
        var ranks = ranked.ToDictionary(r => r.TeamId, r => r.Rank);
        var improved = rows.Where(r => r.Burned > 0 && r.ComparedImages > 0).OrderByDescending(r => (double)r.Burned / r.ComparedImages)
            .ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault();
        return new League(
            from, to, ranked, improved is null ? null : improved with { Rank = ranks.GetValueOrDefault(improved.TeamId) },
            [.. rows.Select(r => r with { Rank = ranks.GetValueOrDefault(r.TeamId) }).OrderBy(r => r.Band).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase)],
            summaries.FirstOrDefault(s => s.TeamId is null));
    }

    /// <summary>One team; null when there is none of that slug. A null slug is the unowned pool.</summary>
    public async Task<TeamDetail?> GetAsync(string? slug, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var team = slug is null ? null : await context.Teams.AsNoTracking().FirstOrDefaultAsync(t => t.Slug == slug, cancellationToken);
        if (team is null && slug is not null)
        {
            return null;
        }

        var policy = await policies.CurrentAsync(cancellationToken);
        var (now, ledger) = await overview.GetWithLedgerAsync(new TeamScope(team?.Id), cancellationToken);
        var league = team is null ? null : (await LeagueAsync(LeagueDays, cancellationToken)).Rows.FirstOrDefault(r => r.TeamId == team.Id);
        return new TeamDetail(team?.Id, slug, team?.Name ?? "Unowned", team?.Target ?? policy.Bands.B, now, league, ledger);
    }

    /// <summary>The id of the team of that slug, or null.</summary>
    public async Task<int?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Teams.Where(t => t.Slug == slug).Select(t => (int?)t.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Image × criterion, most points lost first.</summary>
    public async Task<PageOf<MatrixRow>> MatrixAsync(int? teamId, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        size = Math.Clamp(size, 1, LargestPage);
        var matching = context.Images.Where(i => i.IsLive && i.Scope == ImageScope.Scored && i.TeamId == teamId);
        var images = await matching.OrderByDescending(i => i.PointsLost).ThenBy(i => i.Name).ThenBy(i => i.Id).Skip(Math.Max(0, page) * size).Take(size)
            .Select(i => new { i.Id, i.Name, i.Score, i.Letter, Held = i.HeldBecause != null }).ToListAsync(cancellationToken);
        var ids = images.Select(i => i.Id).ToArray();
        var lost = (await context.CriterionIntervals.Where(c => ids.Contains(c.ImageId) && c.To == null).Select(c => new { c.ImageId, c.Criterion, c.Penalty, c.Judged })
            .ToListAsync(cancellationToken)).ToLookup(c => c.ImageId);
        return new PageOf<MatrixRow>(
            [.. images.Select(i => new MatrixRow(
                i.Id, i.Name, i.Score, i.Letter, i.Held,
                lost[i.Id].ToDictionary(c => c.Criterion, c => c.Penalty == 0 && !c.Judged ? (int?)null : c.Penalty, StringComparer.Ordinal)))],
            await matching.CountAsync(cancellationToken));
    }

    /// <summary>Mean points that a counted Image of a team loses in a criterion, by team (0 is the unowned pool) and criterion; absent where nothing is lost.</summary>
    public async Task<IReadOnlyDictionary<(int TeamId, string Criterion), int>> LossesAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var counted = await context.GradeIntervals.Where(g => g.Counts && g.ToDay == null).GroupBy(g => g.TeamId).Select(g => new { g.Key, Images = g.Count() })
            .ToDictionaryAsync(g => g.Key ?? 0, g => g.Images, cancellationToken);
        var lost = await context.CriterionIntervals.Where(c => c.Counts && c.ToDay == null && c.Penalty > 0).GroupBy(c => new { c.TeamId, c.Criterion })
            .Select(g => new { g.Key, Sum = g.Sum(c => (long)c.Penalty) }).ToListAsync(cancellationToken);
        return lost.Where(l => counted.ContainsKey(l.Key.TeamId ?? 0))
            .ToDictionary(l => (l.Key.TeamId ?? 0, l.Key.Criterion), l => (int)(l.Sum / counted[l.Key.TeamId ?? 0]));
    }

    /// <summary>What is worth doing first, most gain first.</summary>
    /// <param name="scope">A team, the unowned pool, or (null) the organisation.</param>
    /// <param name="rule">Only bundles of this rule, or null.</param>
    public async Task<IReadOnlyList<FixBundle>> BundlesAsync(TeamScope? scope, string? rule, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var findings = context.FindingIntervals.Where(f => f.To == null && f.Status != FindingStatus.Waived);
        findings = rule is null ? findings : findings.Where(f => f.Rule == rule);
        var images = context.Images.Where(i => i.IsLive && i.Scope == ImageScope.Scored && i.BaseImage != null);
        images = scope is { } team ? images.Where(i => i.TeamId == team.TeamId) : images;
        var bundles = await images.Join(findings, i => i.Id, f => f.ImageId, (i, f) => new { f.Rule, Base = i.BaseImage, f.ImageId, f.Gain })
            .GroupBy(f => new { f.Rule, f.Base })
            .Select(g => new { g.Key, Images = g.Select(f => f.ImageId).Distinct().Count(), Gain = g.Sum(f => (long)f.Gain) })
            .Where(b => b.Gain > 0).OrderByDescending(b => b.Gain).ThenBy(b => b.Key.Rule).Take(take).ToListAsync(cancellationToken);
        return [.. bundles.Select(b => new FixBundle(b.Key.Rule, RuleIndex.TitleOf(b.Key.Rule), b.Key.Base ?? "", b.Images, b.Gain))];
    }

    private static LeagueRow RowOf(TeamSummary summary, DebtReader debts)
    {
        var (images, before, burned) = debts.Of(summary.TeamId);
        var movement = debts.Movement(before, burned);
        var band = summary.Score.Value >= summary.Target ? LeagueBand.AtTarget
            : before == 0 ? LeagueBand.Holding
            : burned > 0 ? LeagueBand.OnTheWay
            : LeagueBand.Starting;
        return new LeagueRow(
            summary.TeamId ?? 0, summary.Slug ?? "", summary.Name, summary.Score, summary.Letter, summary.Target, summary.Images, images, before, burned, movement, band, null);
    }
}
