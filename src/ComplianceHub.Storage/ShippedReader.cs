using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Builds <see cref="ImageFacts"/> from stored manifests and configs.</summary>
public sealed class ShippedReader(IDbContextFactory<HubDbContext> contexts, TextVault vault)
{
    /// <summary>The image, or null with a reason when a document is missing or is not an image.</summary>
    public async Task<(ImageFacts? Image, string? Reason)> ReadAsync(string registry, string repository, string? tag, string digest, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return Read(context, registry, repository, tag, digest);
    }

    // The pure reader asks for one document after the other, three or four for most images; each is a look-up by key.
    internal (ImageFacts? Image, string? Reason) Read(HubDbContext context, string registry, string repository, string? tag, string digest) =>
        OciImages.TryRead(registry, repository, tag, digest, key => Find(context, key), out var image, out var error) ? (image, null) : (null, error);

    /// <summary>The config that a stored manifest names, or null.</summary>
    internal string? FindConfigDigest(HubDbContext context, string manifestDigest) =>
        Find(context, manifestDigest) is { } document && OciDocuments.TryReadManifest(document.Content, out var manifest, out _) ? manifest.Config.Digest : null;

    private RegistryDocument? Find(HubDbContext context, string digest)
    {
        var blob = context.Blobs.Where(b => b.Key == digest).Select(b => new { b.MediaType, b.Content }).FirstOrDefault();
        return blob is null ? null : new RegistryDocument(digest, blob.MediaType ?? "", vault.Decrypt(blob.Content));
    }
}
