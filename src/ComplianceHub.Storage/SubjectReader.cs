using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Everything a fix or a preview of a policy needs of one Image. The Dockerfile's text in it is clear: mask what is shown.</summary>
public sealed record ImageSubject(long ImageId, string Image, GradingSubject Subject, Policy Policy, string? Repository, string? WebUrl, string? Commit);

/// <summary>Reads one Image's facts as the grader sees them.</summary>
public sealed class SubjectReader(IDbContextFactory<HubDbContext> contexts, TextVault vault, ShippedReader shipped, PolicyStore policies)
{
    /// <summary>Null when there is no such Image, or neither its Dockerfile nor its manifest is stored.</summary>
    public Task<ImageSubject?> FindAsync(long imageId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
