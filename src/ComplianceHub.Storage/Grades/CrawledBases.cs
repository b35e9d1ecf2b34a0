using System.Collections.Concurrent;
using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>
/// What crawled registries say of base images. The user comes from the base's config; its family from the table of well-known bases, or from what the
/// base is itself built on here.
/// </summary>
internal sealed class CrawledBases(IReadOnlyDictionary<string, string> builtOn)
{
    private const int DeepestLineage = 4;
    private readonly ConcurrentDictionary<string, BaseImageFacts?> _facts = new(StringComparer.Ordinal);

    public static CrawledBases None { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>The key of a reference as <see cref="GradingSubject.CrawledBases"/> wants it.</summary>
    public static string KeyOf(string repository, string? tag, string? digest) => digest is not null ? $"{repository}@{digest}" : $"{repository}:{tag ?? "latest"}";

    /// <param name="wanted">Keys of all bases that any Image names.</param>
    public static async Task<CrawledBases> LoadAsync(
        HubDbContext context, ShippedReader shipped, GradedTags tags, IEnumerable<string> wanted, DateOnly today, CancellationToken cancellationToken)
    {
        // For each repository built here: the reference its shipped stage stands on.
        var rows = await (
            from link in context.ImageLinks
            join shippedBase in context.ImageBases on link.ImageId equals shippedBase.ImageId
            where shippedBase.IsShipped
            select new { Registry = link.ImageRepository == null ? "" : link.ImageRepository.Registry, Name = link.ImageRepository == null ? "" : link.ImageRepository.Name, shippedBase.Reference })
            .ToListAsync(cancellationToken);
        var builtOn = rows.GroupBy(r => $"{r.Registry}/{r.Name}", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Reference, StringComparer.Ordinal);
        var bases = new CrawledBases(builtOn);
        foreach (var key in wanted.Distinct(StringComparer.Ordinal))
        {
            if (tags.Find(key) is { } tag)
            {
                bases.Read(context, shipped, key, tag, today);
            }
        }

        return bases;
    }

    /// <summary>Changes when anything that is known of these bases changes.</summary>
    public string StampOf(IReadOnlyList<string> keys) =>
        string.Join(';', keys.Select(k => _facts.GetValueOrDefault(k) is { } f ? $"{f.Source}:{f.User}:{f.Family}:{f.ShipsBuildTools}" : ""));

    public ImmutableDictionary<string, BaseImageFacts> Of(IEnumerable<string> keys)
    {
        var found = ImmutableDictionary.CreateBuilder<string, BaseImageFacts>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (_facts.GetValueOrDefault(key) is { } facts)
            {
                found[key] = facts;
            }
        }

        return found.ToImmutable();
    }

    private void Read(HubDbContext context, ShippedReader shipped, string key, CurrentTag tag, DateOnly today)
    {
        var image = shipped.Read(context, tag.Registry, tag.Repository, tag.Tag, tag.Digest).Image;
        if (image is not null && ImageReference.TryParse(key, out _) is { } reference)
        {
            var known = KnownBases.Find(reference) ?? KnownOf(reference.Repository, 0);
            var created = image.Platforms[0].Config.Created is { } at ? DateOnly.FromDateTime(at) : today;
            _facts[key] = new BaseImageFacts(image.Platforms[0].Config.User, known?.Family ?? BaseFamily.Unknown, known?.ShipsBuildTools, tag.Digest, created)
            {
                Variables = [.. image.Platforms.SelectMany(p => p.Config.Env).Select(e => e.Key)],
                Platforms = [.. image.Platforms.Select(p => p.Platform)],
                Digest = tag.Digest,
                WorkingDirectory = image.Platforms[0].Config.WorkingDir is { Length: > 0 } directory ? directory : "/",
            };
        }
    }

    private BaseImageFacts? KnownOf(string repository, int depth)
    {
        if (depth >= DeepestLineage || !builtOn.TryGetValue(repository, out var reference))
        {
            return null;
        }

        if (reference == "scratch")
        {
            return new BaseImageFacts("", BaseFamily.Scratch, false, "scratch", default);
        }

        return ImageReference.TryParse(reference, out _) is not { } parsed ? null : KnownBases.Find(parsed) ?? KnownOf(parsed.Repository, depth + 1);
    }
}
