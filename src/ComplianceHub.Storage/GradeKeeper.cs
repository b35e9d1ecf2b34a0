using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Grades;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.Storage;

/// <summary>What a regrade did.</summary>
/// <param name="Looked">Live Images.</param>
/// <param name="Graded">Evaluated because something they rest on changed.</param>
/// <param name="Changed">Whose score or letter differs from before.</param>
/// <param name="Failed">Whose facts could not be read or judged; their last grade stands.</param>
/// <param name="Evaluations">How often the rules were asked, history included.</param>
public sealed record RegradeResult(int Looked, int Graded, int Changed, int Failed, int Evaluations);

/// <summary>The keeper of grades: grades Images whose facts, bases, policy or engine changed, and keeps what came of it as intervals.</summary>
public sealed class GradeKeeper(
    IDbContextFactory<HubDbContext> contexts, HubWriter writer, TextVault vault, ShippedReader shipped, SecretHasher hasher, PolicyStore policies, HubEvents events,
    TimeProvider clock, ILogger<GradeKeeper> logger) : IDisposable
{
    private const int ImagesAtOnce = 250;
    private static readonly TimeSpan s_change = TimeSpan.FromDays(30);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>
    /// Grades what is not up to date. One Image that cannot be read or judged never stops the rest and keeps its last grade. Call it after crawls
    /// (after <see cref="Inventory.RefreshAsync"/>) and after a policy was published. Two calls at once run one after the other.
    /// </summary>
    public async Task<RegradeResult> RegradeAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await RegradeOnceAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<RegradeResult> RegradeOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var policy = await policies.CurrentAsync(cancellationToken);
        await ReadBasesAsync(cancellationToken);
        var (work, around) = await LoadAsync(now, cancellationToken);
        var stale = work.Where(w => (w.Declared is not null || w.Shipped is not null) && IsStale(w, policy, around, now)).ToList();
        var shared = await SharedTextsAsync(stale, cancellationToken);
        var evaluator = new GradeEvaluator(contexts, vault, shipped, policies, policy, around, shared);
        var findings = new FindingRows(hasher, policy.Version);
        var (graded, changed, failed) = (0, 0, 0);
        foreach (var batch in stale.Chunk(ImagesAtOnce))
        {
            var results = await evaluator.EvaluateAsync(batch, now, Failed, cancellationToken);
            changed += await writer.WriteAsync(context => new GradeWriter(context, findings, policy, now).WriteAsync(results, cancellationToken), cancellationToken);
            graded += results.Count;
            events.Publish(HubEvent.GradesChanged);
        }

        await writer.WriteAsync(context => GradeUpkeep.RunAsync(context, now, now - s_change, cancellationToken), cancellationToken);
        events.Publish(HubEvent.GradesChanged);
        return new RegradeResult(work.Count, graded, changed, failed, evaluator.Evaluations);

        void Failed(GradeWork image, Exception e)
        {
            Interlocked.Increment(ref failed);
            logger.LogWarning("{Image} could not be graded and keeps its last grade: {Error}", image.Name, e.GetType().Name);
        }
    }

    private static bool IsStale(GradeWork work, Policy policy, Surroundings around, DateTime now) =>
        work.GradedInputs != work.InputsKey(policy.Version, around)
        || work.GradeEndsAt <= now
        || (work.HistoryKey(policy.Version, around) is { Length: > 0 } history && history != work.DrawnHistory);

    private async Task<(List<GradeWork> Work, Surroundings Around)> LoadAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tags = await GradedTags.LoadAsync(context, cancellationToken);
        var work = await GradeWorkReader.ReadAsync(context, tags, null, cancellationToken);
        return (work, await Surroundings.LoadAsync(context, shipped, tags, work, now, cancellationToken));
    }

    /// <summary>Notes what the stages of new texts stand on, before anything is graded: what a base built here stands on decides how its users are judged.</summary>
    private async Task ReadBasesAsync(CancellationToken cancellationToken)
    {
        await using var reading = await contexts.CreateDbContextAsync(cancellationToken);
        var work = await GradeWorkReader.ReadAsync(reading, await GradedTags.LoadAsync(reading, cancellationToken), null, cancellationToken);
        var texts = new DeclaredTexts(vault);
        foreach (var batch in work.Where(w => w.BasesReadFrom != w.BasesKey).Chunk(ImagesAtOnce))
        {
            var files = await texts.ReadAsync(reading, batch.Select(w => w.Declared?.BlobSha).OfType<string>(), cancellationToken);
            await writer.WriteAsync(
                async context =>
                {
                    var ids = batch.Select(w => w.ImageId).ToArray();
                    await context.ImageBases.Where(b => ids.Contains(b.ImageId)).ExecuteDeleteAsync(cancellationToken);
                    var images = await context.Images.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
                    foreach (var image in batch)
                    {
                        images[image.ImageId].BasesReadFrom = image.BasesKey;
                        if (image.Declared is { } declared && files.TryGetValue(declared.BlobSha, out var file))
                        {
                            context.ImageBases.AddRange(DeclaredTexts.BasesOf(image.ImageId, file, declared.Target));
                        }
                    }
                },
                cancellationToken);
        }
    }

    /// <summary>Texts that more than one Image or version holds: worth remembering while this run lasts.</summary>
    private async Task<IReadOnlySet<string>> SharedTextsAsync(List<GradeWork> stale, CancellationToken cancellationToken)
    {
        if (stale.Count < 2)
        {
            return new HashSet<string>();
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.DockerfileVersions.GroupBy(v => v.BlobSha).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync(cancellationToken))
            .ToHashSet(StringComparer.Ordinal);
    }
}
