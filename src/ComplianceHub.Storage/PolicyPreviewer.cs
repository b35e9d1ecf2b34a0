using System.Collections.Concurrent;
using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using ComplianceHub.Storage.Joining;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>
/// Says what a policy would do before anybody publishes it. Budgets, letters, severities, switches and exemptions are calculated from stored answers; of rules
/// that read what changed (registries, labels, sizes) or were off, only those are asked anew, of stored texts.
/// </summary>
public sealed class PolicyPreviewer(
    IDbContextFactory<HubDbContext> contexts, TextVault vault, ShippedReader shipped, PolicyStore policies, TimeProvider clock)
{
    /// <summary>How far it is; called from several threads.</summary>
    /// <param name="progress">Images done of all.</param>
    public async Task<PolicyPreview> PreviewAsync(Policy draft, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        var current = await policies.CurrentAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = await context.Teams.AsNoTracking().ToListAsync(cancellationToken);
        var candidates = await CandidatesAsync(context, new PathGlobs(draft.ExcludedPaths), cancellationToken);
        var difference = PolicyDifference.Between(current, draft);
        var asked = difference.Comments ? RuleCatalog.Rules.Select(r => r.Descriptor.Id).ToImmutableHashSet(StringComparer.Ordinal) : difference.Rules;
        var answers = asked.IsEmpty
            ? new Dictionary<long, Answer>()
            : await AskAsync(context, candidates.Where(c => c.WillBeScored).Select(c => c.Id).ToHashSet(), draft, asked, progress, cancellationToken);
        var records = await context.ImageResults.AsNoTracking().Where(r => r.Image != null && r.Image.IsLive).Select(r => new { r.ImageId, r.Record })
            .ToDictionaryAsync(r => r.ImageId, r => r.Record, cancellationToken);

        var previewed = new ConcurrentBag<PreviewedImage>();
        var unknown = 0;
        Parallel.ForEach(candidates, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, candidate =>
        {
            var answer = answers.GetValueOrDefault(candidate.Id);
            var before = records.TryGetValue(candidate.Id, out var record) ? ResultRecord.Read(record, draft) : null;
            if (candidate.WillBeScored && before is null && !(answer is not null && difference.Comments))
            {
                Interlocked.Increment(ref unknown);
                return;
            }

            var after = !candidate.WillBeScored ? null
                : answer is null || before is null ? (before ?? new ResultRecord(answer?.Evaluation ?? throw new InvalidOperationException(), answer.Waived)).ScoreUnder(draft)
                : before.With(answer.Evaluation, asked, answer.Waived, draft).ScoreUnder(draft);
            previewed.Add(candidate.Under(after, draft));
        });

        var images = previewed.OrderBy(i => i.Image, StringComparer.OrdinalIgnoreCase).ThenBy(i => i.ImageId).ToList();
        return new PolicyPreview(
            current, draft, images, TeamsOf(images, teams), Mean(images.Where(i => i.CountsBefore), i => i.Before), Mean(images.Where(i => i.CountsAfter), i => i.After),
            [.. asked.Order(StringComparer.Ordinal)], unknown, await context.Images.MaxAsync(i => i.GradedAt, cancellationToken));
    }

    private static async Task<List<Candidate>> CandidatesAsync(HubDbContext context, PathGlobs excluded, CancellationToken cancellationToken)
    {
        var penalties = (await context.CriterionIntervals.Where(c => c.To == null && c.Penalty > 0).Select(c => new { c.ImageId, c.Criterion, c.Penalty }).ToListAsync(cancellationToken))
            .ToLookup(c => c.ImageId, c => (c.Criterion, c.Penalty));
        var rows = await context.Images.Where(i => i.IsLive && i.Scope != ImageScope.Mirror && i.GradedAt != null).Select(i => new
        {
            i.Id,
            i.Name,
            i.TeamId,
            i.Scope,
            i.Score,
            i.Letter,
            i.Counts,
            Path = i.BuildTarget == null || i.BuildTarget.Source == null || !context.LiveBuildTargets().Any(t => t.Id == i.BuildTargetId) ? null : i.BuildTarget.Source.Path,
        }).ToListAsync(cancellationToken);
        return [.. rows.Select(i => new Candidate(
                i.Id, i.Name, i.TeamId, i.Scope == ImageScope.Scored ? i.Score : null, i.Scope == ImageScope.Scored ? i.Letter : Grade.None, i.Counts,
                i.Path is null ? i.Scope == ImageScope.Scored : excluded.Match(i.Path) is null, penalties[i.Id]))
            .Where(c => c.Score is not null || c.WillBeScored)];
    }

    private async Task<Dictionary<long, Answer>> AskAsync(
        HubDbContext context, HashSet<long> ids, Policy draft, ImmutableHashSet<string> rules, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var tags = await GradedTags.LoadAsync(context, cancellationToken);
        var work = (await GradeWorkReader.ReadAsync(context, tags, null, cancellationToken)).Where(w => ids.Contains(w.ImageId)).ToList();
        var around = await Surroundings.LoadAsync(context, shipped, tags, work, now, cancellationToken);
        var reader = new SubjectBatches(vault, shipped, around, now);
        var answers = new ConcurrentDictionary<long, Answer>();
        var done = 0;
        await foreach (var batch in reader.ReadAsync(context, work, cancellationToken))
        {
            Parallel.ForEach(batch, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
            {
                var evaluation = RuleCatalog.Evaluate(item.Subject, draft, rules);
                var waived = WaiverRegister.Covered(around.Waivers.Of(item.Work), evaluation.Findings).Keys
                    .Concat(evaluation.Findings.Where(f => f.IsSuppressed).Select(f => f.Fingerprint));
                answers[item.Work.ImageId] = new Answer(evaluation, [.. waived]);
            });
            done += batch.Count;
            progress?.Report((done, work.Count));
        }

        return answers.ToDictionary();
    }

    private static List<PreviewedTeam> TeamsOf(List<PreviewedImage> images, List<Team> teams)
    {
        var known = teams.ToDictionary(t => t.Id);
        return [.. images.GroupBy(i => i.TeamId)
            .Select(g => new PreviewedTeam(
                g.Key, g.Key is { } id ? known[id].Slug : null, g.Key is { } named ? known[named].Name : "Unowned",
                Mean(g.Where(i => i.CountsBefore), i => i.Before), Mean(g.Where(i => i.CountsAfter), i => i.After)))
            .OrderBy(t => t.Delta ?? 0).ThenBy(t => t.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static MeanScore Mean(IEnumerable<PreviewedImage> images, Func<PreviewedImage, int?> score) => images.Aggregate(default(MeanScore), (sum, i) => sum + new MeanScore(score(i) ?? 0, 1));

    private sealed record Answer(Evaluation Evaluation, ImmutableHashSet<string> Waived);

    private sealed record Candidate(
        long Id, string Name, int? TeamId, int? Score, Grade Letter, bool Counts, bool WillBeScored, IEnumerable<(string Criterion, int Penalty)> Penalties)
    {
        public PreviewedImage Under(Score? after, Policy draft)
        {
            var before = Penalties.ToDictionary(p => p.Criterion, p => p.Penalty, StringComparer.Ordinal);
            var most = after?.Criteria.Select(c => (c.Criterion.Id, Delta: before.GetValueOrDefault(c.Criterion.Id) - c.Penalty)).OrderByDescending(c => Math.Abs(c.Delta)).FirstOrDefault(c => c.Delta != 0);
            return new PreviewedImage(
                Id, Name, TeamId, Score, Letter, Counts, after?.Effective, after?.Letter ?? Grade.None, after?.Counts == true,
                Score is null ? null : most?.Id, Score is null ? 0 : most?.Delta ?? 0);
        }
    }
}
