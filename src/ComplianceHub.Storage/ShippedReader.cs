using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Builds <see cref="ImageFacts"/> from stored manifests and configs.</summary>
public sealed class ShippedReader(IDbContextFactory<HubDbContext> contexts, TextVault vault)
{
    /// <summary>The image, or null with a reason when a document is missing or is not an image.</summary>
    public Task<(ImageFacts? Image, string? Reason)> ReadAsync(string registry, string repository, string? tag, string digest, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
