using System.Runtime.CompilerServices;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Keeps what ShellCheck says of the current Dockerfiles, by their content: one answer for a text, wherever it lies.</summary>
public sealed class ShellCheckStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, TextVault vault)
{
    /// <summary>The current texts that have no answer of this stamp, in batches; what is saved between them does not come again.</summary>
    /// <param name="stamp">Which program answers, and what it is asked; see <see cref="ShellCheckScript.Version"/>.</param>
    public async IAsyncEnumerable<IReadOnlyList<(string BlobSha, Dockerfile File)>> UnansweredAsync(
        string stamp, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = ""; ;)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var last = after;
            var rows = await context.Blobs
                .Where(b => b.Key.CompareTo(last) > 0
                    && context.DockerfileSources.Any(s => s.BlobSha == b.Key && s.GoneAt == null)
                    && !context.ShellCheckAnswers.Any(a => a.BlobSha == b.Key && a.Stamp == stamp))
                .OrderBy(b => b.Key).Select(b => new { b.Key, b.Content }).Take(atOnce).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                yield break;
            }

            after = rows[^1].Key;
            yield return [.. rows.AsParallel().AsOrdered().Select(r => (r.Key, Dockerfile.Parse(vault.DecryptText(r.Content))))];
        }
    }

    public Task SaveAsync(string stamp, IEnumerable<(string BlobSha, ShellCheckFacts Facts)> answers, CancellationToken cancellationToken)
    {
        var rows = answers.Select(a => new ShellCheckAnswer { BlobSha = a.BlobSha, Stamp = stamp, Content = vault.Encrypt(ShellCheckJson.Write(a.Facts)) }).ToList();
        var shas = rows.Select(r => r.BlobSha).ToArray();
        return writer.WriteAsync(
            async context =>
            {
                await context.ShellCheckAnswers.Where(a => shas.Contains(a.BlobSha)).ExecuteDeleteAsync(cancellationToken);
                context.ShellCheckAnswers.AddRange(rows);
            },
            cancellationToken);
    }

    /// <summary>Forgets what is said of texts that no Dockerfile has any more.</summary>
    public Task ForgetGoneAsync(CancellationToken cancellationToken) => writer.WriteAsync(
        context => context.ShellCheckAnswers.Where(a => !context.DockerfileSources.Any(s => s.BlobSha == a.BlobSha && s.GoneAt == null)).ExecuteDeleteAsync(cancellationToken),
        cancellationToken);
}
