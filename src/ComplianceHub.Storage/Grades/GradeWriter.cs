using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>Writes a batch of results as intervals: opens what is new, closes what vanished, leaves alone what stands.</summary>
internal sealed class GradeWriter(HubDbContext context, FindingRows findings, Policy policy, DateTime now)
{
    /// <returns>How many Images have another score or letter than before.</returns>
    public async Task<int> WriteAsync(IReadOnlyList<GradeResult> batch, CancellationToken cancellationToken)
    {
        var ids = batch.Select(r => r.Work.ImageId).ToArray();
        var images = await context.Images.Where(i => ids.Contains(i.Id) && i.IsLive).ToDictionaryAsync(i => i.Id, cancellationToken);
        var known = images.Values.Where(i => i.FirstGradedAt is not null).Select(i => i.Id).ToArray();
        var grades = await context.GradeIntervals.Where(g => known.Contains(g.ImageId) && g.To == null).ToDictionaryAsync(g => g.ImageId, cancellationToken);
        var criteria = (await context.CriterionIntervals.Where(c => known.Contains(c.ImageId) && c.To == null).ToListAsync(cancellationToken)).ToLookup(c => c.ImageId);
        var open = (await context.FindingIntervals.Where(f => known.Contains(f.ImageId) && f.To == null).ToListAsync(cancellationToken)).ToLookup(f => f.ImageId);
        var closed = known.Length == 0 ? [] : (await context.FindingIntervals.Where(f => known.Contains(f.ImageId) && f.To != null)
            .Select(f => f.FindingId).Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);

        var records = await context.ImageResults.Where(r => ids.Contains(r.ImageId)).ToDictionaryAsync(r => r.ImageId, cancellationToken);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        var changed = 0;
        foreach (var result in batch)
        {
            if (!images.TryGetValue(result.Work.ImageId, out var image))
            {
                continue;
            }

            var counts = image.Scope == ImageScope.Scored && result.Score.Counts;
            changed += WriteGrade(result, image, counts, grades.GetValueOrDefault(image.Id)) ? 1 : 0;
            WriteCriteria(result, image, counts, criteria[image.Id]);
            var rows = WriteFindings(result, image, open[image.Id], closed);
            WriteImage(result, image, counts, rows.Values);
            WriteRecord(result, records.GetValueOrDefault(image.Id));
            if (result.History is not null)
            {
                await new HistoryWriter(context, findings, policy).WriteAsync(result, image, rows, cancellationToken);
                image.DrawnHistory = result.Keys.History;
            }
        }

        context.ChangeTracker.DetectChanges();
        await context.SaveChangesAsync(cancellationToken);
        return changed;
    }

    private bool WriteGrade(GradeResult result, Image image, bool counts, GradeInterval? open)
    {
        var score = result.Score;

        // A grade of the same moment is not kept: what led to it leads on to this one.
        var change = open?.From < now ? result.Change : new ScoreChange(
            result.Change.Code + (open?.CodePart ?? 0), result.Change.Policy + (open?.PolicyPart ?? 0),
            result.Change.Waivers + (open?.WaiverPart ?? 0), result.Change.Evidence + (open?.EvidencePart ?? 0));
        var next = new GradeInterval
        {
            ImageId = image.Id,
            From = now,
            Score = score.Effective,
            RawScore = score.Raw,
            DeclaredScore = result.DeclaredScore,
            Letter = score.Letter,
            Coverage = score.Coverage,
            Evidence = result.Evaluation.Evidence,
            Counts = counts,
            TeamId = image.TeamId,
            PolicyVersion = policy.Version,
            FormulaVersion = Score.FormulaVersion,
            EngineVersion = RuleCatalog.EngineVersion,
            CodePart = change.Code,
            PolicyPart = change.Policy,
            WaiverPart = change.Waivers,
            EvidencePart = change.Evidence,
            Content = result.Work.Content,
            Commit = result.Work.Declared?.Commit,
            Explanation = Explanation.Write(score),
        };
        if (open is not null && IsSame(open, next))
        {
            open.Content = next.Content;
            return false;
        }

        if (open is not null)
        {
            Close(open, open.From);
            open.To = now;
        }

        context.GradeIntervals.Add(next);
        return open is null || open.Score != next.Score || open.Letter != next.Letter;
    }

    private static bool IsSame(GradeInterval a, GradeInterval b) =>
        a.Score == b.Score && a.RawScore == b.RawScore && a.DeclaredScore == b.DeclaredScore && a.Letter == b.Letter && a.Coverage == b.Coverage && a.Evidence == b.Evidence
        && a.Counts == b.Counts && a.TeamId == b.TeamId && a.PolicyVersion == b.PolicyVersion && a.FormulaVersion == b.FormulaVersion && a.EngineVersion == b.EngineVersion
        && a.Explanation == b.Explanation;

    private void WriteCriteria(GradeResult result, Image image, bool counts, IEnumerable<CriterionInterval> open)
    {
        var left = open.ToDictionary(c => c.Criterion, StringComparer.Ordinal);
        foreach (var criterion in result.Score.Criteria.Where(c => c.Penalty > 0 || (!c.Judged && c.Budget > 0)))
        {
            if (left.Remove(criterion.Criterion.Id, out var row))
            {
                if (row.Penalty == criterion.Penalty && row.Judged == criterion.Judged && row.Counts == counts && row.TeamId == image.TeamId)
                {
                    continue;
                }

                Close(row, row.From);
                row.To = now;
            }

            context.CriterionIntervals.Add(new CriterionInterval
            {
                ImageId = image.Id,
                Criterion = criterion.Criterion.Id,
                Penalty = criterion.Penalty,
                Judged = criterion.Judged,
                Counts = counts,
                TeamId = image.TeamId,
                From = now,
            });
        }

        foreach (var row in left.Values)
        {
            Close(row, row.From);
            row.To = now;
        }
    }

    private Dictionary<string, FindingInterval> WriteFindings(GradeResult result, Image image, IEnumerable<FindingInterval> open, HashSet<string> closed)
    {
        var left = open.ToDictionary(f => f.FindingId, StringComparer.Ordinal);
        var rows = new Dictionary<string, FindingInterval>(StringComparer.Ordinal);
        foreach (var found in findings.Of(image.Id, result.Score, result.Waived, now))
        {
            if (left.Remove(found.FindingId, out var row))
            {
                FindingRows.Update(row, found);
            }
            else
            {
                row = found;
                row.Returned = closed.Contains(found.FindingId);
                context.FindingIntervals.Add(row);
            }

            rows[row.FindingId] = row;
        }

        foreach (var row in left.Values)
        {
            Close(row, row.From);
            row.To = now;
        }

        return rows;
    }

    private void WriteImage(GradeResult result, Image image, bool counts, IEnumerable<FindingInterval> rows)
    {
        var score = result.Score;
        var bySeverity = rows.Where(r => r.Status == FindingStatus.Open && r.IsCounted()).CountBy(r => r.Severity).ToDictionary();
        var drift = result.Evaluation.Results.Where(r => r.Drift is not null).Select(r => r.Rule.Criterion.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        image.Counts = counts;
        image.Score = score.Effective;
        image.RawScore = score.Raw;
        image.Letter = score.Letter;
        image.UnheldLetter = score.UnheldLetter;
        image.HeldBecause = score.Hold?.Because;
        image.Coverage = score.Coverage;
        image.Evidence = result.Evaluation.Evidence;
        image.DeclaredScore = result.DeclaredScore;
        image.Critical = bySeverity.GetValueOrDefault(Severity.Critical);
        image.High = bySeverity.GetValueOrDefault(Severity.High);
        image.Medium = bySeverity.GetValueOrDefault(Severity.Medium);
        image.Low = bySeverity.GetValueOrDefault(Severity.Low);
        image.OpenFindings = rows.Count();
        image.PointsLost = 10_000 - score.Effective;
        image.BaseImage = result.BaseImage;
        image.Drift = drift.Count == 0 ? null : string.Join(", ", drift);
        image.Tag = result.Work.Shipped?.Tag;
        image.Digest = result.Work.Shipped?.Digest;
        image.ShippedFrom = result.Work.Shipped is { } tag ? $"{tag.Registry}/{tag.Repository}" : null;
        image.CompressedSize = result.CompressedSize;
        image.GradedAt = now;
        image.FirstGradedAt ??= now;
        image.GradeEndsAt = FindingRows.FirstEnd(result);
        image.GradedInputs = result.Keys.Inputs;
        image.GradedFacts = result.Keys.Facts;
    }

    private void WriteRecord(GradeResult result, ImageResult? stored)
    {
        var record = ResultRecord.Write(result.Evaluation, result.Waived.Keys.ToHashSet(StringComparer.Ordinal));
        if (stored is null)
        {
            context.ImageResults.Add(new ImageResult { ImageId = result.Work.ImageId, Record = record });
        }
        else if (!stored.Record.AsSpan().SequenceEqual(record))
        {
            stored.Record = record;
        }
    }

    /// <summary>What stood for no time at all (two gradings at one moment) is not kept.</summary>
    private void Close<T>(T row, DateTime from)
        where T : class
    {
        if (from >= now)
        {
            context.Remove(row);
        }
    }
}
