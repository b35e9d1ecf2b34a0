using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>The grade that stands while an Image is graded again, as far as it tells why the score moves.</summary>
/// <param name="Facts">Key of the facts it rests on.</param>
/// <param name="Policy">Null when the policy is the one that grades now.</param>
/// <param name="Waived">Ids of the findings that were waived.</param>
internal sealed record GradeBefore(
    int Score, string Content, Evidence Evidence, string? Facts, bool IsSameRuler, Policy? Policy, DateTime GradedAt, IReadOnlySet<string> Waived)
{
    public string? Blob => Part(0);

    public string? Digest => Part(1);

    /// <summary>The standing grades of Images by their ids; those that have none are absent.</summary>
    public static async Task<Dictionary<long, GradeBefore>> LoadAsync(HubDbContext context, PolicyStore policies, Policy now, long[] ids, CancellationToken cancellationToken)
    {
        var grades = await context.GradeIntervals.AsNoTracking().Where(g => ids.Contains(g.ImageId) && g.To == null && !g.Backfilled).Select(g => new
        {
            g.ImageId,
            g.Score,
            g.Content,
            g.Evidence,
            g.PolicyVersion,
            IsSameEngine = g.FormulaVersion == Grading.Scoring.Score.FormulaVersion && g.EngineVersion == RuleCatalog.EngineVersion,
            Facts = g.Image == null ? null : g.Image.GradedFacts,
            GradedAt = g.Image == null ? null : g.Image.GradedAt,
        }).ToListAsync(cancellationToken);
        var waived = (await context.FindingIntervals.Where(f => ids.Contains(f.ImageId) && f.To == null && f.Status == FindingStatus.Waived)
            .Select(f => new { f.ImageId, f.FindingId }).ToListAsync(cancellationToken)).ToLookup(f => f.ImageId, f => f.FindingId);
        var others = new Dictionary<int, Policy>();
        foreach (var version in grades.Select(g => g.PolicyVersion).Distinct().Where(v => v != now.Version))
        {
            others[version] = version == 0 ? Policy.Default : await policies.FindAsync(version, cancellationToken) ?? now;
        }

        return grades.ToDictionary(g => g.ImageId, g => new GradeBefore(
            g.Score, g.Content, g.Evidence, g.Facts, g.PolicyVersion == now.Version && g.IsSameEngine, others.GetValueOrDefault(g.PolicyVersion),
            g.GradedAt ?? DateTime.MinValue, waived[g.ImageId].ToHashSet(StringComparer.Ordinal)));
    }

    /// <summary>Whether an old text or image has to be judged again to tell what the author changed: the kinds of evidence differ, and both sides know one.</summary>
    public bool NeedsOld(Evidence kinds) => Evidence != kinds && Evidence == (Evidence.Declared | Evidence.Shipped);

    private string? Part(int index) => Content.Split('|', 2) is { Length: 2 } parts && parts[index].Length > 0 ? parts[index] : null;
}
