using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>The Images list and the page of one Image.</summary>
public sealed class ImageQueries(IDbContextFactory<HubDbContext> contexts, MaskingReader texts, ShippedReader shipped, TimeProvider clock)
{
    /// <param name="page">0-based.</param>
    /// <param name="size">1 to 500.</param>
    public Task<PageOf<ImageRow>> PageAsync(ImageFilter filter, ImageSort sort, bool descending, int page, int size, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public Task<ImageListSummary> SummaryAsync(ImageFilter filter, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Everything of one Image; a merged one answers as the elder it went into; null when there is none.</summary>
    public Task<ImageDetail?> GetAsync(long imageId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The id of the live Image with that name, or null.</summary>
    public Task<long?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();
}
