using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>What the home page shows: the organisation now, its teams, its criteria and why it moved.</summary>
public sealed class OverviewQueries(IDbContextFactory<HubDbContext> contexts, PolicyStore policies, TimeProvider clock)
{
    private const int Month = 30;
    private const int Week = 7;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The organisation (<paramref name="scope"/> null), a team, or the unowned pool.</summary>
    public async Task<Overview> GetAsync(TeamScope? scope, CancellationToken cancellationToken) => (await GetWithLedgerAsync(scope, cancellationToken)).Overview;

    /// <summary>The same, and why it moved over the last 30 days (see <see cref="LedgerAsync"/>): one account for both.</summary>
    public async Task<(Overview Overview, Ledger? Ledger)> GetWithLedgerAsync(TeamScope? scope, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await policies.CurrentAsync(cancellationToken);
        var live = context.Images.Where(i => i.IsLive);
        if (scope is { } team)
        {
            live = live.Where(i => i.TeamId == team.TeamId);
        }

        var groups = await live.GroupBy(i => new { i.Scope, i.Counts, i.Letter, Held = i.HeldBecause != null }).Select(g => new
        {
            g.Key,
            Images = g.Count(),
            Score = g.Sum(i => (long?)i.Score) ?? 0,
            Raw = g.Sum(i => (long?)i.RawScore) ?? 0,
            Coverage = g.Sum(i => (long)i.Coverage),
            Unowned = g.Count(i => i.TeamId == null),
            Critical = g.Sum(i => i.Critical),
            High = g.Sum(i => i.High),
            Medium = g.Sum(i => i.Medium),
            Low = g.Sum(i => i.Low),
        }).ToListAsync(cancellationToken);
        var scored = groups.Where(g => g.Key.Scope == ImageScope.Scored).ToList();
        var counted = scored.Where(g => g.Key.Counts).ToList();
        var score = new MeanScore(counted.Sum(g => g.Score), counted.Sum(g => g.Images));
        var ledger = await LedgerReader.ReadAsync(context, scope, Now.AddDays(-Month), Now, cancellationToken);
        var overview = new Overview(
            await AsOfAsync(context, cancellationToken),
            score,
            new MeanScore(counted.Sum(g => g.Raw), score.Count),
            score.Value is { } value ? policy.Bands.Of(value) : Grade.None,
            new MeanScore(scored.Sum(g => g.Coverage), scored.Sum(g => g.Images)),
            scored.Sum(g => g.Images),
            scored.Sum(g => g.Images) - score.Count,
            groups.Where(g => g.Key.Scope == ImageScope.Excluded).Sum(g => g.Images),
            groups.Where(g => g.Key.Scope == ImageScope.Mirror).Sum(g => g.Images),
            scored.Sum(g => g.Unowned),
            await context.Teams.CountAsync(t => context.Images.Any(i => i.IsLive && i.TeamId == t.Id), cancellationToken),
            policy.Version,
            [.. Enum.GetValues<Grade>().Select(letter => new GradeCount(
                letter, scored.Where(g => g.Key.Letter == letter).Sum(g => g.Images), scored.Where(g => g.Key.Letter == letter && g.Key.Held).Sum(g => g.Images)))],
            new SeverityCounts(scored.Sum(g => g.Critical), scored.Sum(g => g.High), scored.Sum(g => g.Medium), scored.Sum(g => g.Low)),
            ledger is null ? null : (ledger.End.Value ?? 0) - (ledger.Start.Value ?? 0),
            ledger is null ? null : (int)Math.Round(ledger.Rows.Where(r => r.Cause != LedgerCause.Policy).Sum(r => r.Exact.ToDouble()), MidpointRounding.AwayFromZero));
        return (overview, ledger);
    }

    /// <summary>Numbers beside the menu and the as-of note of every page.</summary>
    public async Task<MenuCounts> MenuAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await policies.CurrentAsync(cancellationToken);
        var lastRuns = context.CrawlRuns.GroupBy(r => r.ConnectionId).Select(g => g.Max(r => r.Id));
        return new MenuCounts(
            await context.Images.CountAsync(i => i.IsLive && i.Scope == ImageScope.Scored, cancellationToken),
            await context.DockerfileSources.CountAsync(s => s.GoneAt == null, cancellationToken),
            await context.ImageBases.Where(b => b.Image != null && b.Image.IsLive && b.Image.Scope == ImageScope.Scored).Select(b => new { b.Repository, b.Tag }).Distinct().CountAsync(cancellationToken),
            await context.Teams.CountAsync(t => context.Images.Any(i => i.IsLive && i.TeamId == t.Id), cancellationToken),
            ComplianceHub.Grading.Rules.RuleCatalog.Rules.Length,
            policy.Version,
            await context.Connections.CountAsync(cancellationToken),
            await context.CrawlRuns.Where(r => lastRuns.Contains(r.Id)).SumAsync(r => r.Failures, cancellationToken),
            await context.Waivers.CountAsync(w => w.Decision == WaiverDecision.Approved && w.RevokedAt == null && w.ExpiresAt > Now, cancellationToken),
            await AsOfAsync(context, cancellationToken));
    }

    /// <summary>All teams with Images, by name; the unowned pool last.</summary>
    /// <param name="weeks">How many weekly points.</param>
    public async Task<IReadOnlyList<TeamSummary>> TeamsAsync(int weeks, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await policies.CurrentAsync(cancellationToken);
        var today = DateOnly.FromDateTime(Now);
        var days = Enumerable.Range(0, weeks).Select(i => today.AddDays((i - weeks + 1) * Week)).Append(today.AddDays(-Month)).Distinct().Order().ToList();
        var series = await TeamSeries.ReadAsync(context, days[0].DayNumber, cancellationToken);
        var images = await context.Images.Where(i => i.IsLive && i.Scope == ImageScope.Scored).GroupBy(i => i.TeamId).Select(g => new
        {
            TeamId = g.Key,
            Images = g.Count(),
            Counted = g.Count(i => i.Counts),
            Sum = g.Sum(i => i.Counts ? (long?)i.Score : 0) ?? 0,
        }).ToListAsync(cancellationToken);
        var teams = await context.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, cancellationToken);
        var rows = images.Select(i =>
        {
            var team = i.TeamId is { } id ? teams[id] : null;
            var score = new MeanScore(i.Sum, i.Counted);
            var points = series.Of(i.TeamId).At(days).ToDictionary(p => p.Day, p => p.Score.Value);
            return new TeamSummary(
                i.TeamId, team?.Slug, team?.Name ?? "Unowned", score, score.Value is { } value ? policy.Bands.Of(value) : Grade.None, i.Images,
                team?.Target ?? policy.Bands.B, score.Value - points[today.AddDays(-Month)],
                [.. Enumerable.Range(0, weeks).Select(w => points[today.AddDays((w - weeks + 1) * Week)])]);
        });
        return [.. rows.OrderBy(r => r.TeamId is null).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>All criteria in the order of the checklist.</summary>
    public async Task<IReadOnlyList<CriterionSummary>> CriteriaAsync(TeamScope? scope, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await policies.CurrentAsync(cancellationToken);
        var then = DateOnly.FromDateTime(Now).AddDays(-Month).DayNumber;
        var intervals = context.CriterionIntervals.Where(c => c.Counts);
        var grades = context.GradeIntervals.Where(g => g.Counts);
        if (scope is { } team)
        {
            intervals = intervals.Where(c => c.TeamId == team.TeamId);
            grades = grades.Where(g => g.TeamId == team.TeamId);
        }

        var now = await intervals.Where(c => c.ToDay == null).GroupBy(c => c.Criterion)
            .Select(g => new { g.Key, Lost = g.Sum(c => (long)c.Penalty), Failing = g.Count(c => c.Penalty > 0), NotJudged = g.Count(c => !c.Judged) })
            .ToDictionaryAsync(c => c.Key, cancellationToken);

        // What stands still and what has ended since: each in the order of one index.
        var standing = await intervals.Where(c => c.ToDay == null && c.FromDay <= then).GroupBy(c => c.Criterion)
            .Select(g => new { g.Key, Lost = g.Sum(c => (long)c.Penalty) }).ToListAsync(cancellationToken);
        var ended = await intervals.Where(c => c.ToDay > then && c.FromDay <= then).GroupBy(c => c.Criterion)
            .Select(g => new { g.Key, Lost = g.Sum(c => (long)c.Penalty) }).ToListAsync(cancellationToken);
        var before = standing.Concat(ended).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Lost));
        var counted = await grades.CountAsync(g => g.ToDay == null, cancellationToken);
        var countedBefore = await grades.CountAsync(g => g.ToDay == null && g.FromDay <= then, cancellationToken)
            + await grades.CountAsync(g => g.ToDay > then && g.FromDay <= then, cancellationToken);
        return [.. Criterion.All.Select(criterion =>
        {
            var row = now.GetValueOrDefault(criterion.Id);
            var lost = new MeanScore(row?.Lost ?? 0, counted);
            var lostBefore = new MeanScore(before.GetValueOrDefault(criterion.Id), countedBefore);
            return new CriterionSummary(criterion, policy.BudgetOf(criterion), lost, row?.Failing ?? 0, row?.NotJudged ?? 0, lostBefore.Value - lost.Value);
        })];
    }

    /// <summary>The newest changes of grades, newest first; first gradings are no changes.</summary>
    public async Task<IReadOnlyList<GradeChange>> RecentChangesAsync(TeamScope? scope, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ChangeReader.ReadAsync(context, scope, take, cancellationToken);
    }

    /// <summary>Why the organisation's (or a team's) mean moved over the last days; null when nothing was counted at either end.</summary>
    public async Task<Ledger?> LedgerAsync(TeamScope? scope, int days, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await LedgerReader.ReadAsync(context, scope, Now.AddDays(-days), Now, cancellationToken);
    }

    /// <summary>Why one Image's score moved over the last days; null when it was not graded at either end.</summary>
    public async Task<Ledger?> ImageLedgerAsync(long imageId, int days, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await LedgerReader.ReadImageAsync(context, imageId, Now.AddDays(-days), Now, cancellationToken);
    }

    private static async Task<DateTime?> AsOfAsync(HubDbContext context, CancellationToken cancellationToken)
    {
        var crawled = await context.CrawlRuns.Where(r => r.Outcome == CrawlOutcome.Complete).MaxAsync(r => r.EndedAt, cancellationToken);
        var graded = await context.Images.MaxAsync(i => i.GradedAt, cancellationToken);
        return crawled > graded || graded is null ? crawled : graded;
    }
}
