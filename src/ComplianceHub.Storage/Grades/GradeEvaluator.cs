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
    IDbContextFactory<HubDbContext> contexts, TextVault vault, ShippedReader shipped, PolicyStore policies, Policy policy, Surroundings around, IReadOnlySet<string> shared)
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
        var before = await GradeBefore.LoadAsync(context, policies, policy, [.. batch.Where(w => w.FirstGradedAt is not null).Select(w => w.ImageId)], cancellationToken);
        var old = batch.Select(w => before.GetValueOrDefault(w.ImageId) is { } b && b.NeedsOld(KindsOf(w)) ? b.Blob : null).OfType<string>();
        var files = await _texts.ReadAsync(context, declared.Select(d => d.BlobSha).Concat(versions.SelectMany(v => v).Select(v => v.BlobSha)).Concat(old), cancellationToken);
        var read = new StoredTexts(
            files,
            await _texts.ReadIgnoresAsync(context, declared.Select(d => d.IgnoreSha).OfType<string>(), cancellationToken),
            await _texts.ReadShellChecksAsync(context, declared.Select(d => d.BlobSha), cancellationToken),
            versions,
            before);

        var results = new ConcurrentBag<GradeResult>();
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(batch, parallel, async (work, token) =>
        {
            try
            {
                var image = work.Shipped is { } tag ? (await shipped.ReadAsync(tag.Registry, tag.Repository, tag.Tag, tag.Digest, token)).Image : null;
                var oldImage = work.Shipped is { } same && before.GetValueOrDefault(work.ImageId) is { Digest: { } digest } standing && standing.NeedsOld(KindsOf(work))
                    ? (await shipped.ReadAsync(same.Registry, same.Repository, null, digest, token)).Image
                    : null;
                if (Judge(work, image, oldImage, read, now) is { } result)
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

    private GradeResult? Judge(GradeWork work, ImageFacts? image, ImageFacts? oldImage, StoredTexts read, DateTime now)
    {
        var declared = work.Declared is { } d && read.Files.TryGetValue(d.BlobSha, out var file)
            ? new BuildTargetFacts(d.Path, file, d.Target, d.BlobSha, read.IgnoreOf(d)) { ShellCheck = read.ShellChecks.GetValueOrDefault(d.BlobSha) }
            : null;

        // What is named but cannot be read is our trouble: the last result stands rather than a poorer one.
        if ((declared is null && image is null) || (work.Declared is not null && declared is null && work.GradedInputs is not null))
        {
            return null;
        }

        var subject = around.SubjectOf(work, declared, image) with { Day = DayFor(declared, now) };
        var alone = declared is null ? null : EvaluateDeclared(declared, work, subject);
        var evaluation = image is null && subject.Usages.IsEmpty && alone is not null ? alone : Evaluate(subject, policy);
        var waived = WaiverRegister.Covered(around.Waivers.Of(work), evaluation.Findings);
        var score = ScoreCalculator.Calculate(evaluation, policy, waived.Keys.ToImmutableHashSet(StringComparer.Ordinal));

        // As the command line says it, which knows of no register.
        var declaredScore = alone is null ? (int?)null : ReferenceEquals(alone, evaluation) && waived.IsEmpty ? score.Effective : ScoreCalculator.Calculate(alone, policy).Effective;
        var keys = new GradeKeys(work.FactsKey(around), work.InputsKey(policy.Version, around), work.HistoryKey(policy.Version, around));
        var history = keys.History.Length == 0 || keys.History == work.DrawnHistory || work.Declared is null
            ? null
            : Draw(work, work.Declared, read, subject with { Day = null }, work.FirstGradedAt ?? now);
        return new GradeResult(
            work, keys, score, evaluation, declaredScore, ChangeOf(work, read, oldImage, subject, evaluation, keys.Facts, score.Effective),
            waived.ToImmutableDictionary(w => w.Key, w => around.Waivers.Find(w.Value.Id)),
            declared is null ? null : DeclaredTexts.BaseOf(declared), image?.Platforms.Max(p => p.CompressedSize), history);
    }

    private ScoreChange ChangeOf(GradeWork work, StoredTexts read, ImageFacts? oldImage, GradingSubject subject, Evaluation evaluation, string facts, int score)
    {
        if (!read.Before.TryGetValue(work.ImageId, out var before))
        {
            return default;
        }

        var oldText = before.Blob is { } blob && read.Files.TryGetValue(blob, out var file) && work.Declared is { } declared
            ? new BuildTargetFacts(declared.Path, file, declared.Target, blob, read.IgnoreOf(declared))
            : null;
        return new ChangeSplitter(work, before, subject, evaluation, policy, around.Waivers.At(work, before.GradedAt), Evaluate).Split(facts, score, oldText, oldImage);
    }

    private static Evidence KindsOf(GradeWork work) => (work.Declared is null ? Evidence.None : Evidence.Declared) | (work.Shipped is null ? Evidence.None : Evidence.Shipped);

    private List<HistorySegment> Draw(GradeWork work, DeclaredRef declared, StoredTexts read, GradingSubject now, DateTime until)
    {
        var segments = new List<HistorySegment>();
        foreach (var version in read.Versions[declared.SourceId].Where(v => v.From < until))
        {
            var to = version.To is { } end && end < until ? end : until;
            if (to > version.From && read.Files.TryGetValue(version.BlobSha, out var file))
            {
                var facts = new BuildTargetFacts(declared.Path, file, declared.Target, version.BlobSha, read.IgnoreOf(declared));
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
            return Evaluate(subject, policy);
        }

        var key = $"{declared.BlobSha}|{declared.Target}|{work.Declared?.IgnoreSha}|{around.DeclaredStampOf(work)}|{subject.Day}|{declared.ShellCheck?.Version}";
        var evaluation = _evaluated.GetOrAdd(key, _ => Evaluate(subject, policy));

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

    private Evaluation Evaluate(GradingSubject subject, Policy under)
    {
        Interlocked.Increment(ref _evaluations);
        return RuleCatalog.Evaluate(subject, under);
    }

    /// <summary>What was read for a batch, by blob, source and Image.</summary>
    private sealed record StoredTexts(
        Dictionary<string, Dockerfile> Files, Dictionary<string, Dockerignore> Ignores, Dictionary<string, ShellCheckFacts> ShellChecks,
        ILookup<int, DockerfileVersion> Versions, Dictionary<long, GradeBefore> Before)
    {
        public Dockerignore? IgnoreOf(DeclaredRef declared) => declared.IgnoreSha is null ? null : Ignores.GetValueOrDefault(declared.IgnoreSha);
    }
}
