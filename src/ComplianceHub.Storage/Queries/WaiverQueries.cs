using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>The register of waivers.</summary>
public sealed class WaiverQueries(IDbContextFactory<HubDbContext> contexts, TimeProvider clock)
{
    private const int LargestPage = 500;
    private const int ShownFindings = 100;
    private const int RowsAtOnce = 1_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What waits for a decision first, then what is in force by its end, then the rest, newest end first.</summary>
    public async Task<PageOf<WaiverListRow>> PageAsync(WaiverFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = Now;
        size = Math.Clamp(size, 1, LargestPage);
        var matching = Matching(context, filter, now);
        var inForce = matching.OrderByDescending(w => w.Decision == WaiverDecision.None && w.ExpiresAt > now && w.RevokedAt == null)
            .ThenByDescending(w => w.Decision == WaiverDecision.Approved && w.ExpiresAt > now && w.RevokedAt == null)
            .ThenBy(w => w.ExpiresAt > now && w.RevokedAt == null && w.Decision != WaiverDecision.Rejected ? w.ExpiresAt : DateTime.MaxValue)
            .ThenByDescending(w => w.ExpiresAt).ThenByDescending(w => w.Id);
        var rows = await WithSubjects(inForce.Skip(Math.Max(0, page) * size).Take(size)).ToListAsync(cancellationToken);
        return new PageOf<WaiverListRow>([.. rows.Select(w => RowOf(w, now))], await matching.CountAsync(cancellationToken));
    }

    /// <summary>All that match, by number: for exports.</summary>
    public async IAsyncEnumerable<WaiverListRow> StreamAsync(WaiverFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, now) = (0, Now);
        List<Waiver> rows;
        do
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var last = after;
            rows = await WithSubjects(Matching(context, filter, now).Where(w => w.Id > last).OrderBy(w => w.Id).Take(RowsAtOnce)).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                yield return RowOf(row, now);
                after = row.Id;
            }
        }
        while (rows.Count == RowsAtOnce);
    }

    /// <summary>Null when there is none of that number.</summary>
    public async Task<WaiverDetail?> GetAsync(int id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await WithSubjects(context.Waivers.Where(w => w.Id == id)).FirstOrDefaultAsync(cancellationToken) is not { } waiver)
        {
            return null;
        }

        var name = WaiverRow.IdOf(id);
        var waived = await context.FindingIntervals.Where(f => f.WaiverId == name && f.To == null).OrderByDescending(f => f.RawPoints).ThenBy(f => f.ImageId).Take(ShownFindings)
            .Select(f => new WaivedFinding(f.ImageId, f.Image == null ? "" : f.Image.Name, f.FindingId, f.Severity, f.Message, f.RawPoints)).ToListAsync(cancellationToken);
        var subject = string.Create(CultureInfo.InvariantCulture, $"waiver/{id}");
        var history = await context.AuditEntries.AsNoTracking().Where(a => a.Subject == subject).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return new WaiverDetail(RowOf(waiver, Now), waived, history);
    }

    public async Task<WaiverCounts> CountsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = Now;
        var states = new Dictionary<WaiverState, int>();
        foreach (var state in Enum.GetValues<WaiverState>())
        {
            states[state] = await context.Waivers.CountAsync(In(state, now), cancellationToken);
        }

        return new WaiverCounts(states, await Matching(context, new WaiverFilter { EndsSoon = true }, now).CountAsync(cancellationToken));
    }

    /// <summary>What a draft would cover.</summary>
    public async Task<WaiverPreview> PreviewAsync(WaiverDraft draft, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var findings = await WaiverReach.FindingsAsync(context, draft, cancellationToken);
        return new WaiverPreview(
            findings.Count, findings.Select(f => f.ImageId).Distinct().Count(), findings.Count == 0 ? null : findings.Max(f => f.Severity), findings.Sum(f => (long)f.RawPoints));
    }

    /// <summary>The state of <see cref="WaiverLife.At"/> as SQL.</summary>
    internal static Expression<Func<Waiver, bool>> In(WaiverState state, DateTime now) => state switch
    {
        WaiverState.Rejected => w => w.Decision == WaiverDecision.Rejected,
        WaiverState.Revoked => w => w.Decision != WaiverDecision.Rejected && w.RevokedAt != null && w.RevokedAt <= now,
        WaiverState.Expired => w => w.Decision != WaiverDecision.Rejected && (w.RevokedAt == null || w.RevokedAt > now) && w.ExpiresAt <= now,
        WaiverState.Requested => w => w.Decision == WaiverDecision.None && (w.RevokedAt == null || w.RevokedAt > now) && w.ExpiresAt > now,
        WaiverState.Approved => w => w.Decision == WaiverDecision.Approved && (w.RevokedAt == null || w.RevokedAt > now) && w.ExpiresAt > now && w.AppliedAt == null,
        WaiverState.Unused => w => w.Decision == WaiverDecision.Approved && (w.RevokedAt == null || w.RevokedAt > now) && w.ExpiresAt > now && w.AppliedAt != null && w.Findings == 0,
        _ => w => w.Decision == WaiverDecision.Approved && (w.RevokedAt == null || w.RevokedAt > now) && w.ExpiresAt > now && w.AppliedAt != null && w.Findings != 0,
    };

    private static IQueryable<Waiver> WithSubjects(IQueryable<Waiver> waivers) => waivers.AsNoTracking().Include(w => w.Team).Include("Image.Team");

    private static IQueryable<Waiver> Matching(HubDbContext context, WaiverFilter filter, DateTime now)
    {
        var waivers = context.Waivers.AsNoTracking();
        if (filter.States.Count > 0)
        {
            var any = filter.States.Select(state => context.Waivers.Where(In(state, now)).Select(w => w.Id)).Aggregate((a, b) => a.Union(b));
            waivers = waivers.Where(w => any.Contains(w.Id));
        }

        if (filter.EndsSoon)
        {
            var soon = now.AddDays(WaiverLife.WarningDays);
            waivers = waivers.Where(w => w.Decision == WaiverDecision.Approved && (w.RevokedAt == null || w.RevokedAt > now) && w.ExpiresAt > now && w.ExpiresAt <= soon);
        }

        waivers = filter.Rule is null ? waivers : waivers.Where(w => w.Rule == filter.Rule);
        waivers = filter.Scope is null ? waivers : waivers.Where(w => w.Scope == filter.Scope);
        waivers = filter.Reason is null ? waivers : waivers.Where(w => w.Reason == filter.Reason);
        waivers = filter.Severity is null ? waivers : waivers.Where(w => w.Severity == filter.Severity);
        waivers = filter.TeamSlug is null
            ? waivers
            : waivers.Where(w => (w.Team != null && w.Team.Slug == filter.TeamSlug) || (w.Image != null && w.Image.Team != null && w.Image.Team.Slug == filter.TeamSlug));
        if (filter.ImageId is { } image)
        {
            var names = context.FindingIntervals.Where(f => f.ImageId == image && f.To == null && f.WaiverId != null).Select(f => f.WaiverId);
            waivers = waivers.Where(w => w.ImageId == image || names.Contains(Waiver.Prefix + w.Id));
        }

        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            if (filter.Text.Trim().StartsWith(Waiver.Prefix, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(filter.Text.Trim()[Waiver.Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return waivers.Where(w => w.Id == number);
            }

            var part = Like.Containing(filter.Text);
            waivers = waivers.Where(w => EF.Functions.Like(w.Rule, part, Like.Escape) || EF.Functions.Like(w.Path ?? "", part, Like.Escape) || EF.Functions.Like(w.Owner, part, Like.Escape)
                || EF.Functions.Like(w.Requester, part, Like.Escape) || EF.Functions.Like(w.Decider ?? "", part, Like.Escape) || EF.Functions.Like(w.Text, part, Like.Escape)
                || (w.Image != null && EF.Functions.Like(w.Image.Name, part, Like.Escape)));
        }

        return waivers;
    }

    private static WaiverListRow RowOf(Waiver w, DateTime now) => new(
        w.Id, WaiverRow.IdOf(w.Id), w.Life.At(now), w.Life.EndsSoon(now), w.Scope, w.Rule, RuleIndex.TitleOf(w.Rule), w.Severity,
        w.Image?.Name ?? w.Path ?? w.Team?.Name ?? "", w.ImageId, w.Team?.Slug ?? w.Image?.Team?.Slug, w.Reason, w.Text, w.Owner, w.Requester, w.RequestedAt,
        w.Decider, w.DecidedAt, w.DecisionNote, w.ExpiresAt, w.RevokedAt, w.RevokedBy, w.Findings, w.Images);
}
