using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Joining;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>The Dockerfile of an Image as it stands.</summary>
/// <param name="Repository">Name of its Git repository.</param>
/// <param name="ShellCheck">Stamp of what ShellCheck says of the text; null when it was not asked.</param>
internal sealed record DeclaredRef(int SourceId, int RepositoryId, string Repository, string Path, string? Target, string BlobSha, string? Commit, string? IgnoreSha, string? ShellCheck);

/// <summary>One Image and everything its grade rests on, as keys: enough to tell whether it must be graded again.</summary>
/// <param name="Bases">Keys of <see cref="CrawledBases"/>.</param>
/// <param name="BaseRepositories"><c>domain/path</c> of the same bases.</param>
internal sealed record GradeWork(
    long ImageId,
    string Name,
    ImageScope Scope,
    int? TeamId,
    DeclaredRef? Declared,
    CurrentTag? Shipped,
    IReadOnlyList<string> Bases,
    IReadOnlyList<string> BaseRepositories,
    string? GradedInputs,
    string? DrawnHistory,
    string? BasesReadFrom,
    DateTime? FirstGradedAt,
    DateTime? GradeEndsAt,
    HistoryCount History)
{
    /// <summary>What was graded: the text's blob and the shipped digest.</summary>
    public string Content => $"{Declared?.BlobSha}|{Shipped?.Digest}";

    /// <summary>The text and target that bases are read from.</summary>
    public string BasesKey => $"{Declared?.BlobSha}|{Declared?.Target}";

    public string FactsKey(Surroundings around) => Hash(
        $"{Content}|{Declared?.Path}|{Declared?.Target}|{Declared?.IgnoreSha}|{Declared?.ShellCheck}|{Shipped?.Tag}|{Shipped?.Repository}|{around.StampOf(this)}");

    public string InputsKey(int policyVersion, Surroundings around) => Hash(
        $"{FactsKey(around)}|{Scope}|{TeamId}|{policyVersion}|{RuleCatalog.EngineVersion}|{Score.FormulaVersion}|{around.Waivers.StampOf(this)}");

    public string HistoryKey(int policyVersion, Surroundings around) => Declared is null || History.Versions == 0
        ? ""
        : Hash($"{History.Versions}|{History.Newest}|{Declared.Path}|{Declared.Target}|{Declared.IgnoreSha}|{policyVersion}|{RuleCatalog.EngineVersion}|{Score.FormulaVersion}|{around.DeclaredStampOf(this)}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>The versions of a Dockerfile that began before its Image was graded for the first time.</summary>
internal readonly record struct HistoryCount(int Versions, long Newest);

/// <summary>Reads the work of all live Images in a handful of queries.</summary>
internal static class GradeWorkReader
{
    public static async Task<List<GradeWork>> ReadAsync(HubDbContext context, GradedTags tags, long? onlyImage, CancellationToken cancellationToken)
    {
        var links = (await context.ImageLinks.Select(l => new { l.ImageId, l.ImageRepositoryId }).ToListAsync(cancellationToken))
            .ToLookup(l => l.ImageId, l => l.ImageRepositoryId);
        var ignores = (await context.RepositoryFiles.Where(f => f.Kind == FileKind.Dockerignore).Select(f => new { f.RepositoryId, f.Path, f.BlobSha })
            .ToListAsync(cancellationToken)).ToDictionary(f => (f.RepositoryId, f.Path), f => f.BlobSha);
        var bases = (await context.ImageBases.OrderBy(b => b.Id).Select(b => new { b.ImageId, b.Repository, b.Tag, b.Digest }).ToListAsync(cancellationToken))
            .ToLookup(b => b.ImageId);
        var versions = await (
            from version in context.DockerfileVersions
            from image in context.Images
            where image.BuildTarget != null && image.BuildTarget.SourceId == version.SourceId && (image.FirstGradedAt == null || version.From < image.FirstGradedAt)
            group version by image.Id into g
            select new { g.Key, Count = g.Count(), Newest = g.Max(v => v.Id) }).ToDictionaryAsync(v => v.Key, cancellationToken);
        var shellChecks = await context.ShellCheckAnswers.Select(a => new { a.BlobSha, a.Stamp }).ToDictionaryAsync(a => a.BlobSha, a => a.Stamp, cancellationToken);
        var images = await context.Images.Where(i => i.IsLive && (onlyImage == null || i.Id == onlyImage)).OrderBy(i => i.Id).Select(i => new
        {
            i.Id,
            i.Name,
            i.Scope,
            i.TeamId,
            i.GradedInputs,
            i.DrawnHistory,
            i.BasesReadFrom,
            i.FirstGradedAt,
            i.GradeEndsAt,
            Target = i.BuildTarget == null ? null : i.BuildTarget.Target,
            Source = i.BuildTarget == null || i.BuildTarget.Source == null || !context.LiveBuildTargets().Any(t => t.Id == i.BuildTargetId)
                ? null
                : new { i.BuildTarget.Source.Id, i.BuildTarget.Source.RepositoryId, Repository = i.BuildTarget.Source.Repository == null ? "" : i.BuildTarget.Source.Repository.Name, i.BuildTarget.Source.Path, i.BuildTarget.Source.BlobSha, i.BuildTarget.Source.Commit },
        }).ToListAsync(cancellationToken);

        return [.. images.Select(i => new GradeWork(
            i.Id, i.Name, i.Scope, i.TeamId,
            i.Source is null ? null : new DeclaredRef(
                i.Source.Id, i.Source.RepositoryId, i.Source.Repository, i.Source.Path, i.Target, i.Source.BlobSha, i.Source.Commit, IgnoreOf(i.Source.RepositoryId, i.Source.Path), shellChecks.GetValueOrDefault(i.Source.BlobSha)),
            tags.Newest(links[i.Id]),
            [.. bases[i.Id].Select(b => CrawledBases.KeyOf(b.Repository, b.Tag, b.Digest))],
            [.. bases[i.Id].Select(b => b.Repository)],
            i.GradedInputs, i.DrawnHistory, i.BasesReadFrom, i.FirstGradedAt, i.GradeEndsAt,
            versions.TryGetValue(i.Id, out var history) ? new HistoryCount(history.Count, history.Newest) : default))];

        // The file's own ignore file first (https://docs.docker.com/build/concepts/context/#filename-and-location), then the folder's, then the root's.
        string? IgnoreOf(int repositoryId, string path)
        {
            var folder = path[..(path.LastIndexOf('/') + 1)];
            return ignores.GetValueOrDefault((repositoryId, $"{path}.dockerignore"))
                ?? ignores.GetValueOrDefault((repositoryId, $"{folder}.dockerignore"))
                ?? ignores.GetValueOrDefault((repositoryId, ".dockerignore"));
        }
    }
}
