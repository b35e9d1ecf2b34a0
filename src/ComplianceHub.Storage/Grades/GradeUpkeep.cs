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

        // Only rows whose change differs are written: most of a fleet stands still.
        var then = context.GradeIntervals.Where(g => g.From <= before && (g.To == null || g.To > before));
        await context.Images
            .Where(i => i.IsLive && i.Score != null && i.Change30 != i.Score - then.Where(g => g.ImageId == i.Id).Select(g => (int?)g.Score).FirstOrDefault())
            .ExecuteUpdateAsync(
                set => set.SetProperty(i => i.Change30, i => i.Score - then.Where(g => g.ImageId == i.Id).Select(g => (int?)g.Score).FirstOrDefault()),
                cancellationToken);
    }
}
