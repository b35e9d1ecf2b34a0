using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>Reads and parses stored Dockerfiles: each text once for a batch, on all cores.</summary>
internal sealed class DeclaredTexts(TextVault vault)
{
    private const int KeysInOneQuery = 500;

    /// <summary>The texts of a batch by blob id; what is not stored is absent.</summary>
    public async Task<Dictionary<string, Dockerfile>> ReadAsync(HubDbContext context, IEnumerable<string> blobShas, CancellationToken cancellationToken)
    {
        var read = await DecryptAsync(context, blobShas, cancellationToken);
        return read.AsParallel().WithCancellation(cancellationToken)
            .Select(r => (r.Key, File: Dockerfile.Parse(vault.DecryptText(r.Content))))
            .ToDictionary(r => r.Key, r => r.File, StringComparer.Ordinal);
    }

    public async Task<Dictionary<string, Dockerignore>> ReadIgnoresAsync(HubDbContext context, IEnumerable<string> blobShas, CancellationToken cancellationToken) =>
        (await DecryptAsync(context, blobShas, cancellationToken)).ToDictionary(r => r.Key, r => Dockerignore.Parse(vault.DecryptText(r.Content)), StringComparer.Ordinal);

    /// <summary>What ShellCheck says of texts, by their blob ids; a text that it was not asked about is absent.</summary>
    public async Task<Dictionary<string, ShellCheckFacts>> ReadShellChecksAsync(HubDbContext context, IEnumerable<string> blobShas, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, ShellCheckFacts>(StringComparer.Ordinal);
        foreach (var some in blobShas.Distinct(StringComparer.Ordinal).Chunk(KeysInOneQuery))
        {
            foreach (var answer in await context.ShellCheckAnswers.AsNoTracking().Where(a => some.Contains(a.BlobSha)).ToListAsync(cancellationToken))
            {
                read[answer.BlobSha] = ShellCheckJson.Read(vault.Decrypt(answer.Content));
            }
        }

        return read;
    }

    /// <summary>The external images that the stages of a file name, in order.</summary>
    public static IEnumerable<ImageBase> BasesOf(long imageId, Dockerfile file, string? target)
    {
        var shipped = target is null ? file.FinalStage : file.FindStage(target);
        var root = shipped?.Lineage().Last();
        foreach (var stage in file.Stages)
        {
            if (stage.Base is StageBase.Scratch)
            {
                yield return new ImageBase
                {
                    ImageId = imageId,
                    Repository = "scratch",
                    Reference = "scratch",
                    IsShipped = stage == root,
                    Line = stage.From.StartLine,
                };
            }
            else if (stage.Base is StageBase.External { Reference: var reference })
            {
                yield return new ImageBase
                {
                    ImageId = imageId,
                    Repository = reference.Repository,
                    Tag = reference.Tag,
                    Digest = reference.Digest,
                    Reference = reference.Familiar,
                    IsShipped = stage == root,
                    Line = stage.From.StartLine,
                };
            }
        }
    }

    /// <summary>What the shipped stage stands on, as Docker shows it; null when it cannot be known.</summary>
    public static string? BaseOf(BuildTargetFacts declared) => declared.Stage?.Root switch
    {
        StageBase.Scratch => "scratch",
        StageBase.External external => external.Reference.Familiar,
        _ => null,
    };

    private static async Task<List<(string Key, byte[] Content)>> DecryptAsync(HubDbContext context, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var read = new List<(string, byte[])>();
        foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(KeysInOneQuery))
        {
            foreach (var blob in await context.Blobs.Where(b => some.Contains(b.Key)).Select(b => new { b.Key, b.Content }).ToListAsync(cancellationToken))
            {
                read.Add((blob.Key, blob.Content));
            }
        }

        return read;
    }
}
