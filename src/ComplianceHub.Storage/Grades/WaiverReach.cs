using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>An open finding that a waiver would cover.</summary>
internal sealed record ReachedFinding(long Id, long ImageId, Severity Severity, int RawPoints);

/// <summary>What a draft would cover if it were in force.</summary>
internal static class WaiverReach
{
    public static async Task<IReadOnlyList<ReachedFinding>> FindingsAsync(HubDbContext context, WaiverDraft draft, CancellationToken cancellationToken)
    {
        var open = context.FindingIntervals.Where(f => f.To == null);
        if (draft.Scope == WaiverScope.Finding)
        {
            return await Rows(open.Where(f => f.FindingId == draft.FindingId)).ToListAsync(cancellationToken);
        }

        open = open.Where(f => f.Rule == draft.Rule && f.Image != null && f.Image.IsLive);
        if (draft.Scope != WaiverScope.Path)
        {
            open = draft.Scope == WaiverScope.Image ? open.Where(f => f.ImageId == draft.ImageId) : open.Where(f => f.Image != null && f.Image.TeamId == draft.TeamId);
            return await Rows(open).ToListAsync(cancellationToken);
        }

        var glob = new PathGlobs([draft.Path?.Trim() ?? ""]);
        var paths = await context.Images.Where(i => i.IsLive && i.BuildTarget != null && i.BuildTarget.Source != null && i.BuildTarget.Source.Repository != null)
            .Select(i => new { i.Id, Path = i.BuildTarget == null || i.BuildTarget.Source == null || i.BuildTarget.Source.Repository == null ? "" : i.BuildTarget.Source.Repository.Name + "/" + i.BuildTarget.Source.Path })
            .ToListAsync(cancellationToken);
        var reached = paths.Where(p => glob.Match(p.Path) is not null).Select(p => p.Id).ToHashSet();
        return [.. (await Rows(open).ToListAsync(cancellationToken)).Where(f => reached.Contains(f.ImageId))];
    }

    private static IQueryable<ReachedFinding> Rows(IQueryable<FindingInterval> findings) => findings.Select(f => new ReachedFinding(f.Id, f.ImageId, f.Severity, f.RawPoints));
}
