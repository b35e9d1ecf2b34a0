using System.Collections.Concurrent;
using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>Builds subjects from stored facts and judges them, on all cores. The same text is judged once for all Images that hold it.</summary>
internal sealed class GradeEvaluator(
    IDbContextFactory<HubDbContext> contexts, TextVault vault, ShippedReader shipped, Policy policy, Surroundings around, IReadOnlySet<string> shared)
{
    private readonly DeclaredTexts _texts = new(vault);
    private readonly PathGlobs _excluded = new(policy.ExcludedPaths);
    private readonly ConcurrentDictionary<string, Evaluation> _evaluated = new(StringComparer.Ordinal);
    private int _evaluations;

    /// <summary>How often rules were asked.</summary>
    public int Evaluations => _evaluations;

    /// <summary>Judges a batch. An Image whose facts cannot be read is absent: its last grade stands.</summary>
    public async Task<IReadOnlyList<GradeResult>> EvaluateAsync(
        IReadOnlyList<GradeWork> batch, DateTime now, Action<GradeWork, Exception> failed, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var needsHistory = batch.Where(w => w.Declared is not null && w.HistoryKey(policy.Version, around) is var key && key.Length > 0 && key != w.DrawnHistory)
            .Select(w => w.Declared?.SourceId ?? 0).ToArray();
        var versions = (await context.DockerfileVersions.AsNoTracking().Where(v => needsHistory.Contains(v.SourceId)).OrderBy(v => v.From).ThenBy(v => v.Id)
            .ToListAsync(cancellationToken)).ToLookup(v => v.SourceId);
        var declared = batch.Select(w => w.Declared).OfType<DeclaredRef>().ToList();
        var files = await _texts.ReadAsync(context, declared.Select(d => d.BlobSha).Concat(versions.SelectMany(v => v).Select(v => v.BlobSha)), cancellationToken);
        var ignores = await _texts.ReadIgnoresAsync(context, declared.Select(d => d.IgnoreSha).OfType<string>(), cancellationToken);
        var shellChecks = await _texts.ReadShellChecksAsync(context, declared.Select(d => d.BlobSha), cancellationToken);

        var results = new ConcurrentBag<GradeResult>();
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(batch, parallel, async (work, token) =>
        {
            try
            {
                var image = work.Shipped is { } tag ? (await shipped.ReadAsync(tag.Registry, tag.Repository, tag.Tag, tag.Digest, token)).Image : null;
                if (Judge(work, image, files, ignores, shellChecks, versions, now) is { } result)
                {
                    results.Add(result);
                }
                else
                {
                    failed(work, new InvalidDataException("Neither its Dockerfile nor its manifest could be read."));
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed(work, e);
            }
        });
        return [.. results.OrderBy(r => r.Work.ImageId)];
    }

    private GradeResult? Judge(
        GradeWork work, ImageFacts? image, Dictionary<string, Dockerfile> files, Dictionary<string, Dockerignore> ignores, Dictionary<string, ShellCheckFacts> shellChecks,
        ILookup<int, DockerfileVersion> versions, DateTime now)
    {
        var declared = work.Declared is { } d && files.TryGetValue(d.BlobSha, out var file)
            ? new BuildTargetFacts(d.Path, file, d.Target, d.BlobSha, d.IgnoreSha is null ? null : ignores.GetValueOrDefault(d.IgnoreSha))
            {
                ShellCheck = shellChecks.GetValueOrDefault(d.BlobSha),
            }
            : null;

        // What is named but cannot be read is our trouble: the last result stands rather than a poorer one.
        if ((declared is null && image is null) || (work.Declared is not null && declared is null && work.GradedInputs is not null))
        {
            return null;
        }

        var subject = around.SubjectOf(work, declared, image) with { Day = DayFor(declared, now) };
        var alone = declared is null ? null : EvaluateDeclared(declared, work, subject);
        var evaluation = image is null && subject.Usages.IsEmpty && alone is not null ? alone : Evaluate(subject);
        var score = ScoreCalculator.Calculate(evaluation, policy);
        var declaredScore = alone is null ? (int?)null : ReferenceEquals(alone, evaluation) ? score.Effective : ScoreCalculator.Calculate(alone, policy).Effective;
        var historyKey = work.HistoryKey(policy.Version, around);
        var history = historyKey.Length == 0 || historyKey == work.DrawnHistory || work.Declared is null
            ? null
            : Draw(work, work.Declared, versions[work.Declared.SourceId], files, ignores, subject with { Day = null }, work.FirstGradedAt ?? now);
        return new GradeResult(
            work, work.InputsKey(policy.Version, around), historyKey, score, evaluation, declaredScore,
            declared is null ? null : DeclaredTexts.BaseOf(declared), image?.Platforms.Max(p => p.CompressedSize), history);
    }

    private List<HistorySegment> Draw(
        GradeWork work, DeclaredRef declared, IEnumerable<DockerfileVersion> versions, Dictionary<string, Dockerfile> files, Dictionary<string, Dockerignore> ignores,
        GradingSubject now, DateTime until)
    {
        var segments = new List<HistorySegment>();
        foreach (var version in versions.Where(v => v.From < until))
        {
            var to = version.To is { } end && end < until ? end : until;
            if (to > version.From && files.TryGetValue(version.BlobSha, out var file))
            {
                var facts = new BuildTargetFacts(
                    declared.Path, file, declared.Target, version.BlobSha, declared.IgnoreSha is null ? null : ignores.GetValueOrDefault(declared.IgnoreSha));
                if (facts.Stage is null && declared.Target is not null)
                {
                    // The stage was not there yet: nothing of the kind was built.
                    continue;
                }

                var score = ScoreCalculator.Calculate(EvaluateDeclared(facts, work, now), policy);
                segments.Add(new HistorySegment(version.From, to, version.BlobSha, version.Commit, score.Counts && _excluded.Match(version.Path) is null, score));
            }
        }

        return segments;
    }

    /// <summary>The Dockerfile alone, as the command line judges it: with what is known of bases, without what is shipped or run.</summary>
    private Evaluation EvaluateDeclared(BuildTargetFacts declared, GradeWork work, GradingSubject whole)
    {
        var subject = whole with { Declared = declared, Shipped = null, Usages = [] };
        if (!shared.Contains(declared.BlobSha))
        {
            return Evaluate(subject);
        }

        var key = $"{declared.BlobSha}|{declared.Target}|{work.Declared?.IgnoreSha}|{around.DeclaredStampOf(work)}|{subject.Day}|{declared.ShellCheck?.Version}";
        var evaluation = _evaluated.GetOrAdd(key, _ => Evaluate(subject));

        // Everything but the fingerprint is the same wherever the text lies.
        return evaluation with
        {
            Results = [.. evaluation.Results.Select(r => r.Findings.IsEmpty ? r : r with
            {
                Findings = [.. r.Findings.Select(f => f with { Fingerprint = FindingIdentity.Fingerprint(f.Rule.Id, declared.Path, f.Target, f.Locus, f.Ordinal) })],
            })],
        };
    }

    /// <summary>The day matters only where a comment ends; elsewhere a text is judged alike on all days.</summary>
    private static DateOnly? DayFor(BuildTargetFacts? declared, DateTime now) =>
        declared is not null && InlineIgnores.Of(declared.Dockerfile).Any(c => c.LastDay is not null) ? DateOnly.FromDateTime(now) : null;

    private Evaluation Evaluate(GradingSubject subject)
    {
        Interlocked.Increment(ref _evaluations);
        return RuleCatalog.Evaluate(subject, policy);
    }
}
