using System.Runtime.CompilerServices;
using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>Reads many Images' facts as the grader sees them, a batch at a time.</summary>
internal sealed class SubjectBatches(TextVault vault, ShippedReader shipped, Surroundings around, DateTime now)
{
    private const int ImagesAtOnce = 500;

    private readonly DeclaredTexts _texts = new(vault);

    /// <summary>Images whose facts cannot be read are absent.</summary>
    public async IAsyncEnumerable<IReadOnlyList<(GradeWork Work, GradingSubject Subject)>> ReadAsync(
        HubDbContext context, IReadOnlyCollection<GradeWork> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in work.Chunk(ImagesAtOnce))
        {
            var declared = batch.Select(w => w.Declared).OfType<DeclaredRef>().ToList();
            var files = await _texts.ReadAsync(context, declared.Select(d => d.BlobSha), cancellationToken);
            var ignores = await _texts.ReadIgnoresAsync(context, declared.Select(d => d.IgnoreSha).OfType<string>(), cancellationToken);
            var shellChecks = await _texts.ReadShellChecksAsync(context, declared.Select(d => d.BlobSha), cancellationToken);
            var read = new List<(GradeWork, GradingSubject)>(batch.Length);
            foreach (var item in batch)
            {
                var target = item.Declared is { } d && files.TryGetValue(d.BlobSha, out var file)
                    ? new BuildTargetFacts(d.Path, file, d.Target, d.BlobSha, d.IgnoreSha is null ? null : ignores.GetValueOrDefault(d.IgnoreSha)) { ShellCheck = shellChecks.GetValueOrDefault(d.BlobSha) }
                    : null;
                var image = item.Shipped is { } tag ? shipped.Read(context, tag.Registry, tag.Repository, tag.Tag, tag.Digest).Image : null;
                if (target is not null || image is not null)
                {
                    read.Add((item, around.SubjectOf(item, target, image) with { Day = DateOnly.FromDateTime(now) }));
                }
            }

            yield return read;
        }
    }
}
