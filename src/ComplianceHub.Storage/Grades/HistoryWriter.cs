using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>Draws what lies before the first grading: nobody graded it then, so it is drawn under today's policy and marked.</summary>
internal sealed class HistoryWriter(HubDbContext context, FindingRows findings, Policy policy)
{
    /// <param name="standing">Open findings by id; those that history reaches begin earlier.</param>
    public async Task WriteAsync(GradeResult result, Image image, Dictionary<string, FindingInterval> standing, CancellationToken cancellationToken)
    {
        var until = image.FirstGradedAt ?? DateTime.MaxValue;
        if (image.DrawnHistory is not null)
        {
            await EraseAsync(image.Id, until, standing, cancellationToken);
        }

        var segments = result.History ?? [];
        AddGrades(image, segments);
        AddCriteria(image, segments);
        AddFindings(image, segments, standing, until);
    }

    /// <summary>Takes away what was drawn before; what stands beyond the first grading stays and begins there again.</summary>
    private async Task EraseAsync(long imageId, DateTime until, Dictionary<string, FindingInterval> standing, CancellationToken cancellationToken)
    {
        await context.GradeIntervals.Where(g => g.ImageId == imageId && g.Backfilled).ExecuteDeleteAsync(cancellationToken);
        await context.CriterionIntervals.Where(c => c.ImageId == imageId && c.From < until).ExecuteDeleteAsync(cancellationToken);
        await context.FindingIntervals.Where(f => f.ImageId == imageId && f.To != null && f.To <= until).ExecuteDeleteAsync(cancellationToken);
        var spanning = await context.FindingIntervals.Where(f => f.ImageId == imageId && f.From < until && f.To != null && f.To > until).ToListAsync(cancellationToken);
        foreach (var row in spanning.Concat(standing.Values.Where(r => r.From < until)))
        {
            row.From = until;
            standing.TryAdd(row.FindingId, row);
        }
    }

    private void AddGrades(Image image, IReadOnlyList<HistorySegment> segments)
    {
        foreach (var run in Runs(segments, s => (s.Score.Effective, s.Score.Raw, s.Score.Letter, s.Score.Coverage, s.Counts, Explanation.Write(s.Score))))
        {
            var (first, last) = (run[0], run[^1]);
            context.GradeIntervals.Add(new GradeInterval
            {
                ImageId = image.Id,
                From = first.From,
                To = last.To,
                Score = first.Score.Effective,
                RawScore = first.Score.Raw,
                DeclaredScore = first.Score.Effective,
                Letter = first.Score.Letter,
                Coverage = first.Score.Coverage,
                Evidence = Evidence.Declared,
                Counts = first.Counts && image.Scope == ImageScope.Scored,
                TeamId = image.TeamId,
                PolicyVersion = policy.Version,
                FormulaVersion = Score.FormulaVersion,
                EngineVersion = RuleCatalog.EngineVersion,
                Content = $"{last.BlobSha}|",
                Commit = first.Commit,
                Backfilled = true,
                Explanation = Explanation.Write(first.Score),
            });
        }
    }

    private void AddCriteria(Image image, IReadOnlyList<HistorySegment> segments)
    {
        for (var index = 0; index < Criterion.All.Length; index++)
        {
            var i = index;
            foreach (var run in Runs(segments, s => (s.Score.Criteria[i].Penalty, s.Score.Criteria[i].Judged, s.Counts)))
            {
                var criterion = run[0].Score.Criteria[i];
                if (criterion.Penalty > 0 || (!criterion.Judged && criterion.Budget > 0))
                {
                    context.CriterionIntervals.Add(new CriterionInterval
                    {
                        ImageId = image.Id,
                        Criterion = criterion.Criterion.Id,
                        Penalty = criterion.Penalty,
                        Judged = criterion.Judged,
                        Counts = run[0].Counts && image.Scope == ImageScope.Scored,
                        TeamId = image.TeamId,
                        From = run[0].From,
                        To = run[^1].To,
                    });
                }
            }
        }
    }

    private void AddFindings(Image image, IReadOnlyList<HistorySegment> segments, Dictionary<string, FindingInterval> standing, DateTime until)
    {
        var running = new Dictionary<string, FindingInterval>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        DateTime? reached = null;
        foreach (var segment in segments)
        {
            var found = findings.Of(image.Id, segment.Score, null, segment.From).ToDictionary(f => f.FindingId, StringComparer.Ordinal);
            foreach (var ended in running.Values.Where(r => reached != segment.From || !found.ContainsKey(r.FindingId)).ToList())
            {
                running.Remove(ended.FindingId);
                ended.To = reached;
                context.FindingIntervals.Add(ended);
            }

            foreach (var row in found.Values.Where(row => !running.ContainsKey(row.FindingId)))
            {
                row.Returned = !seen.Add(row.FindingId);
                running[row.FindingId] = row;
            }

            reached = segment.To;
        }

        foreach (var row in running.Values)
        {
            if (reached == until && standing.TryGetValue(row.FindingId, out var now))
            {
                now.From = row.From;
                now.Returned = row.Returned;
            }
            else
            {
                row.To = reached;
                context.FindingIntervals.Add(row);
            }
        }
    }

    /// <summary>Neighbours without a gap that are alike.</summary>
    private static IEnumerable<List<HistorySegment>> Runs<TKey>(IReadOnlyList<HistorySegment> segments, Func<HistorySegment, TKey> key)
    {
        var run = new List<HistorySegment>();
        foreach (var segment in segments)
        {
            if (run.Count > 0 && (run[^1].To != segment.From || !Equals(key(run[^1]), key(segment))))
            {
                yield return run;
                run = [];
            }

            run.Add(segment);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
