using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Joining;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>
/// Where bases in crawled registries come from. That nothing tells is held against an author only when every source of Dockerfiles was read to its end
/// without a failure after the base was pushed; once it was, a later outage changes nothing.
/// </summary>
internal sealed class BaseOrigins(IReadOnlyDictionary<string, BaseOriginFacts> known, IReadOnlySet<string> ownFolders)
{
    private const int KeysInOneQuery = 500;

    /// <param name="wanted"><c>domain/path</c> of all bases that are asked about.</param>
    public static async Task<BaseOrigins> LoadAsync(HubDbContext context, IEnumerable<string> wanted, CancellationToken cancellationToken)
    {
        var names = wanted.ToHashSet(StringComparer.Ordinal);
        var repositories = await (
            from repository in context.ImageRepositories
            join link in context.ImageLinks on repository.Id equals link.ImageRepositoryId
            join image in context.Images on link.ImageId equals image.Id
            let source = image.BuildTarget == null ? null : image.BuildTarget.Source
            select new Crawled(
                repository.Id, repository.Registry, repository.Name, image.Scope, image.ScopeReason,
                source == null ? null : source.Path, source == null || source.Repository == null ? null : source.Repository.Name)).ToListAsync(cancellationToken);
        var known = (await context.BuildDefinitions.Where(d => d.To == null && d.BuildTargetId != null && d.Repository != null && d.Repository.GoneAt == null)
            .OrderBy(d => d.Id).Select(d => new { d.ImageRepository, d.Dockerfile, Repository = d.Repository == null ? "" : d.Repository.Name }).ToListAsync(cancellationToken))
            .Where(d => names.Contains(d.ImageRepository)).GroupBy(d => d.ImageRepository, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => BuiltHere(g.First().Dockerfile, g.First().Repository), StringComparer.Ordinal);
        var open = new List<Crawled>();
        foreach (var repository in repositories.Where(r => names.Contains(r.Key)))
        {
            if (repository.Path is not null)
            {
                known[repository.Key] = BuiltHere(repository.Path, repository.GitRepository ?? "");
            }
            else if (repository.Scope == ImageScope.Mirror)
            {
                known[repository.Key] = new BaseOriginFacts(BaseOrigin.Mirrored, repository.ScopeReason ?? "It is somebody else's image.");
            }
            else if (!known.ContainsKey(repository.Key))
            {
                open.Add(repository);
            }
        }

        foreach (var (repository, readSince) in await ReadSinceAsync(context, open, cancellationToken))
        {
            known[repository.Key] = readSince
                ? new BaseOriginFacts(BaseOrigin.Unknown, "nothing says where it was built: it names no source that is crawled, and no Dockerfile is joined to it.")
                : new BaseOriginFacts(BaseOrigin.NotCollected, $"Where {repository.Key} was built is not known yet: not every source was read to its end since it was pushed.");
        }

        return new BaseOrigins(known, repositories.Select(r => FolderOf(r.Registry, r.Name)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Null when the base is not in a registry that is crawled.</summary>
    /// <param name="repository"><c>domain/path</c>.</param>
    public BaseOriginFacts? Find(string repository)
    {
        if (known.TryGetValue(repository, out var origin))
        {
            return origin;
        }

        // Of a registry for everybody only a part is the organisation's: what begins like something that is crawled.
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !ownFolders.Contains(FolderOf(repository[..slash], repository[(slash + 1)..])))
        {
            return null;
        }

        return MirrorFolders.Of(repository[(slash + 1)..]) is { } folder
            ? new BaseOriginFacts(BaseOrigin.Mirrored, $"It lies under {folder}: somebody else's image.")
            : new BaseOriginFacts(BaseOrigin.NotCollected, $"{repository} was not found in its registry.");
    }

    public ImmutableDictionary<string, BaseOriginFacts> Of(IEnumerable<string> repositories) => repositories.Distinct(StringComparer.Ordinal)
        .Select(r => (r, Origin: Find(r))).Where(p => p.Origin is not null).ToImmutableDictionary(p => p.r, p => p.Origin ?? throw new InvalidOperationException(), StringComparer.Ordinal);

    /// <summary>Changes when anything changes that is known of these bases' origin.</summary>
    public string StampOf(IEnumerable<string> repositories) => string.Join(';', repositories.Select(r => Find(r)?.ToString()));

    private static BaseOriginFacts BuiltHere(string dockerfile, string repository) => new(BaseOrigin.BuiltHere, $"It is built here, from {dockerfile} of {repository}.");

    private static string FolderOf(string registry, string name) => $"{registry}/{name[..(name.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? slash : name.Length)]}";

    /// <summary>
    /// Whether all sources of Dockerfiles were read since a repository's first image was pushed: each has a complete run without a failure that began
    /// later. Sources that brought nothing but image repositories are not asked.
    /// </summary>
    private static async Task<List<(Crawled Repository, bool ReadSince)>> ReadSinceAsync(HubDbContext context, List<Crawled> repositories, CancellationToken cancellationToken)
    {
        var rows = new List<(Crawled, bool)>(repositories.Count);
        if (repositories.Count == 0)
        {
            return rows;
        }

        var runs = await context.Connections
            .Where(c => context.Repositories.Any(r => r.ConnectionId == c.Id) || !context.ImageRepositories.Any(r => r.ConnectionId == c.Id))
            .Select(c => context.CrawlRuns.Where(r => r.ConnectionId == c.Id && r.Outcome == CrawlOutcome.Complete && r.Failures == 0).Max(r => (DateTime?)r.StartedAt))
            .ToListAsync(cancellationToken);
        var readAt = runs.Count == 0 || runs.Contains(null) ? null : runs.Min();
        foreach (var some in repositories.Chunk(KeysInOneQuery))
        {
            var ids = some.Select(r => r.Id).ToArray();
            var pushed = await context.TagObservations.Where(t => ids.Contains(t.ImageRepositoryId)).GroupBy(t => t.ImageRepositoryId)
                .Select(g => new { g.Key, At = g.Min(t => t.PushedAt ?? t.From) }).ToDictionaryAsync(t => t.Key, t => t.At, cancellationToken);
            rows.AddRange(some.Select(r => (r, readAt is { } at && pushed.TryGetValue(r.Id, out var first) && first <= at)));
        }

        return rows;
    }

    /// <param name="Path">The Dockerfile that builds it, or null.</param>
    private sealed record Crawled(int Id, string Registry, string Name, ImageScope Scope, string? ScopeReason, string? Path, string? GitRepository)
    {
        public string Key => $"{Registry}/{Name}";
    }
}
