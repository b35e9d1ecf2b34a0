using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>One rule and how the organisation fares with it.</summary>
/// <param name="Failing">Live scored Images with an open finding of it.</param>
/// <param name="Points">Basis points its findings cost together.</param>
/// <param name="Change30">Failing Images now less 30 days ago.</param>
public sealed record RuleRow(RuleDescriptor Rule, bool Disabled, int Failing, int Findings, long Points, int Change30);

/// <param name="TeamId">Null is the unowned pool.</param>
public sealed record RuleTeamRow(int? TeamId, string? Slug, string Name, int Failing, int Images);

/// <summary>A rule's page: numbers, by team (most failing first), the bases and files worth repairing first.</summary>
public sealed record RuleDetail(RuleRow Row, IReadOnlyList<RuleTeamRow> Teams, IReadOnlyList<FixBundle> Bundles);

/// <summary>Rules with what fails them.</summary>
public sealed class RuleQueries(IDbContextFactory<HubDbContext> contexts, TeamQueries teams, PolicyStore policies, TimeProvider clock)
{
    /// <summary>All rules by id, those that nothing fails included.</summary>
    public async Task<IReadOnlyList<RuleRow>> ListAsync(CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var past = clock.GetUtcNow().UtcDateTime.AddDays(-30);
        var now = await Open(context).GroupBy(f => f.Rule)
            .Select(g => new { g.Key, Failing = g.Select(f => f.ImageId).Distinct().Count(), Findings = g.Count(), Points = g.Sum(f => (long)f.Points) })
            .ToDictionaryAsync(g => g.Key, cancellationToken);
        var then = await context.FindingIntervals
            .Where(f => f.From <= past && (f.To == null || f.To > past) && f.Image!.IsLive && f.Image.Scope == ImageScope.Scored)
            .GroupBy(f => f.Rule).Select(g => new { g.Key, Failing = g.Select(f => f.ImageId).Distinct().Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Failing, cancellationToken);
        return [.. RuleCatalog.Rules.Select(rule => rule.Descriptor).Select(rule =>
        {
            var row = now.GetValueOrDefault(rule.Id);
            return new RuleRow(
                rule, policy.DisabledRules.Contains(rule.Id), row?.Failing ?? 0, row?.Findings ?? 0, row?.Points ?? 0, (row?.Failing ?? 0) - then.GetValueOrDefault(rule.Id));
        })];
    }

    /// <summary>Null when there is no such rule.</summary>
    public async Task<RuleDetail?> GetAsync(string rule, CancellationToken cancellationToken)
    {
        if ((await ListAsync(cancellationToken)).FirstOrDefault(r => r.Rule.Id == rule) is not { } row)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var failing = await Open(context).Where(f => f.Rule == rule)
            .Select(f => new { f.ImageId, f.Image!.TeamId }).Distinct()
            .GroupBy(f => f.TeamId).Select(g => new { TeamId = g.Key, Failing = g.Count() })
            .ToListAsync(cancellationToken);
        var images = await context.Images.Where(i => i.IsLive && i.Scope == ImageScope.Scored)
            .GroupBy(i => i.TeamId).Select(g => new { TeamId = g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var names = await context.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, cancellationToken);
        var byTeam = failing
            .Select(f =>
            {
                var team = f.TeamId is { } id ? names.GetValueOrDefault(id) : null;
                return new RuleTeamRow(f.TeamId, team?.Slug, team?.Name ?? "Unowned", f.Failing, images.First(i => i.TeamId == f.TeamId).Count);
            })
            .OrderByDescending(r => r.Failing).ThenBy(r => r.Name, StringComparer.Ordinal);
        return new RuleDetail(row, [.. byTeam], await teams.BundlesAsync(null, rule, 5, cancellationToken));
    }

    private static IQueryable<FindingInterval> Open(HubDbContext context) =>
        context.FindingIntervals.Where(f => f.To == null && f.Image!.IsLive && f.Image.Scope == ImageScope.Scored);
}
