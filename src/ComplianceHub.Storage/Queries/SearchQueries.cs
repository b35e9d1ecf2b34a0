using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

public enum SearchKind
{
    Image,
    Team,
    Rule,
    Repository,
    BaseImage,
}

/// <param name="Key">Image id, team slug, rule id, repository name or base reference.</param>
/// <param name="Note">A second line, or null.</param>
public sealed record SearchHit(SearchKind Kind, string Key, string Title, string? Note);

/// <summary>The search box.</summary>
public sealed class SearchQueries(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>Up to <paramref name="take"/> of each kind, those that start with the text first. Digests find their Image.</summary>
    public Task<IReadOnlyList<SearchHit>> FindAsync(string text, int take, CancellationToken cancellationToken) => throw new NotImplementedException();
}
