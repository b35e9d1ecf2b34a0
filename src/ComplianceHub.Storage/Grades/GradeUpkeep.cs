using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>What time and departures do to grades, in a few statements.</summary>
internal static class GradeUpkeep
{
    public static async Task RunAsync(HubDbContext context, DateTime now, DateTime before, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now).DayNumber;
        await context.GradeIntervals.Where(g => g.To == null && g.Image != null && !g.Image.IsLive)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.To, now).SetProperty(g => g.ToDay, today), cancellationToken);
        await context.CriterionIntervals.Where(c => c.To == null && c.Image != null && !c.Image.IsLive)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.To, now).SetProperty(c => c.ToDay, today), cancellationToken);
        await context.FindingIntervals.Where(f => f.To == null && f.Image != null && !f.Image.IsLive)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.To, now), cancellationToken);

        // An Image that left is graded anew when it comes back.
        await context.Images.Where(i => !i.IsLive && (i.GradedInputs != null || i.Counts))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.GradedInputs, (string?)null).SetProperty(i => i.Counts, false), cancellationToken);

        await CountWaivedAsync(context, now, cancellationToken);

        // Only rows whose change differs are written: most of a fleet stands still.
        var then = context.GradeIntervals.Where(g => g.From <= before && (g.To == null || g.To > before));
        await context.Images
            .Where(i => i.IsLive && i.Score != null && i.Change30 != i.Score - then.Where(g => g.ImageId == i.Id).Select(g => (int?)g.Score).FirstOrDefault())
            .ExecuteUpdateAsync(
                set => set.SetProperty(i => i.Change30, i => i.Score - then.Where(g => g.ImageId == i.Id).Select(g => (int?)g.Score).FirstOrDefault()),
                cancellationToken);
    }

    /// <summary>Notes at each waiver in force what it waives. One that has ended keeps the numbers it had.</summary>
    private static async Task CountWaivedAsync(HubDbContext context, DateTime now, CancellationToken cancellationToken)
    {
        var inForce = await context.Waivers.Where(w => w.Decision == WaiverDecision.Approved && w.DecidedAt <= now && w.ExpiresAt > now && (w.RevokedAt == null || w.RevokedAt > now))
            .ToListAsync(cancellationToken);
        if (inForce.Count == 0)
        {
            return;
        }

        var waived = await context.FindingIntervals.Where(f => f.WaiverId != null && f.To == null).GroupBy(f => f.WaiverId ?? "")
            .Select(g => new { g.Key, Findings = g.Count(), Images = g.Select(f => f.ImageId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, cancellationToken);
        foreach (var waiver in inForce)
        {
            var counts = waived.GetValueOrDefault(WaiverRow.IdOf(waiver.Id));
            waiver.AppliedAt ??= now;
            (waiver.Findings, waiver.Images) = (counts?.Findings ?? 0, counts?.Images ?? 0);
        }
    }
}
