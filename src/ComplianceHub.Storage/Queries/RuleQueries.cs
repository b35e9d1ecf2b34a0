using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Rules with what fails them.</summary>
public sealed class RuleQueries(IDbContextFactory<HubDbContext> contexts, TeamQueries teams, PolicyStore policies, TimeProvider clock)
{
    private const int Month = 30;
    private const int Bundles = 10;

    /// <summary>All rules by id, those that nothing fails included.</summary>
    public async Task<IReadOnlyList<RuleRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await policies.CurrentAsync(cancellationToken);
        return await RowsAsync(context, policy, [.. RuleCatalog.Rules.Select(r => r.Descriptor)], context.FindingIntervals, cancellationToken);
    }

    /// <summary>Null when there is no such rule.</summary>
    public async Task<RuleDetail?> GetAsync(string rule, CancellationToken cancellationToken)
    {
        if (RuleCatalog.Find(rule) is not { } known)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await policies.CurrentAsync(cancellationToken);
        var row = (await RowsAsync(context, policy, [known.Descriptor], context.FindingIntervals.Where(f => f.Rule == rule), cancellationToken))[0];
        var images = context.Images.Where(i => i.IsLive && i.Scope == ImageScope.Scored);
        var all = await images.GroupBy(i => i.TeamId).Select(g => new { TeamId = g.Key, Images = g.Count() }).ToListAsync(cancellationToken);
        var failing = (await images.Where(i => context.FindingIntervals.Any(f => f.Rule == rule && f.ImageId == i.Id && f.To == null))
            .GroupBy(i => i.TeamId).Select(g => new { TeamId = g.Key, Images = g.Count() }).ToListAsync(cancellationToken)).ToDictionary(g => g.TeamId ?? 0, g => g.Images);
        var names = await context.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, cancellationToken);
        var byTeam = all.Where(a => failing.ContainsKey(a.TeamId ?? 0)).Select(a =>
        {
            var team = a.TeamId is { } id ? names[id] : null;
            return new RuleTeamRow(a.TeamId, team?.Slug, team?.Name ?? "Unowned", failing[a.TeamId ?? 0], a.Images);
        });
        return new RuleDetail(
            row, [.. byTeam.OrderByDescending(t => t.Failing).ThenBy(t => t.Name, StringComparer.OrdinalIgnoreCase)],
            await teams.BundlesAsync(null, rule, Bundles, cancellationToken));
    }

    private async Task<IReadOnlyList<RuleRow>> RowsAsync(
        HubDbContext context, Policy policy, IReadOnlyList<RuleDescriptor> rules, IQueryable<FindingInterval> findings, CancellationToken cancellationToken)
    {
        var then = clock.GetUtcNow().UtcDateTime.AddDays(-Month);
        var scored = findings.Where(f => !context.NotScored().Contains(f.ImageId));
        var open = scored.Where(f => f.To == null);
        var now = await open.GroupBy(f => f.Rule)
            .Select(g => new { g.Key, Failing = g.Select(f => f.ImageId).Distinct().Count(), Findings = g.Count(), Points = g.Sum(f => (long)f.Points) })
            .ToDictionaryAsync(g => g.Key, cancellationToken);

        // Failing then: what stands since before, and the Images whose last such finding has ended since.
        var standing = await open.Where(f => f.From <= then).GroupBy(f => f.Rule)
            .Select(g => new { g.Key, Failing = g.Select(f => f.ImageId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Failing, cancellationToken);
        var ended = await scored.Where(f => f.To > then && f.From <= then
                && !context.FindingIntervals.Any(o => o.Rule == f.Rule && o.ImageId == f.ImageId && o.From <= then && o.To == null))
            .GroupBy(f => f.Rule).Select(g => new { g.Key, Failing = g.Select(f => f.ImageId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Failing, cancellationToken);
        return [.. rules.Select(rule =>
        {
            var row = now.GetValueOrDefault(rule.Id);
            return new RuleRow(
                rule, policy.SeverityOf(rule, null), policy.DisabledRules.Contains(rule.Id), row?.Failing ?? 0, row?.Findings ?? 0, row?.Points ?? 0,
                (row?.Failing ?? 0) - standing.GetValueOrDefault(rule.Id) - ended.GetValueOrDefault(rule.Id));
        })];
    }
}
