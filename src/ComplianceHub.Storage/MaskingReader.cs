using ComplianceHub.Grading.Rules.Secrets;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>The one reader of stored texts for pages, diffs, reports and the API: what it returns holds no secret.</summary>
public sealed class MaskingReader(IDbContextFactory<HubDbContext> contexts, TextVault vault)
{
    /// <summary>The text of a Dockerfile with its secrets replaced; null when it is not stored. Every character keeps its line and column.</summary>
    public async Task<string?> ReadAsync(string blobKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var content = await context.Blobs.Where(b => b.Key == blobKey).Select(b => b.Content).FirstOrDefaultAsync(cancellationToken);
        return content is null ? null : MaskDockerfile(vault.DecryptText(content));
    }

    /// <summary>A Dockerfile's text with its secrets replaced, character by character: lines, columns and spans stay where they are.</summary>
    public static string MaskDockerfile(string text) => SecretScanner.MaskDockerfile(text);

    /// <summary>A line, label or message with its secrets replaced.</summary>
    public static string MaskText(string text) => SecretScanner.MaskText(text);

    /// <summary>The value of a variable or label of that name with its secrets replaced.</summary>
    public static string MaskValue(string name, string value) => SecretScanner.MaskEnv(name, value);
}
