using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>The one reader of stored texts for pages, diffs, reports and the API: what it returns holds no secret.</summary>
public sealed class MaskingReader(IDbContextFactory<HubDbContext> contexts, TextVault vault)
{
    /// <summary>The text of a blob with its secrets replaced; null when it is not stored.</summary>
    public Task<string?> ReadAsync(string blobKey, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Any text with its secrets replaced.</summary>
    public string Mask(string text) => throw new NotImplementedException();
}
