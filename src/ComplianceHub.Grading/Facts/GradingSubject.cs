using System.Collections.Immutable;

namespace ComplianceHub.Grading.Facts;

/// <summary>
/// Everything that is known of one Image: what its Dockerfile declares, what its registry ships, what crawled configs say of its bases,
/// and which files run it. Either of the first two may be missing.
/// </summary>
/// <param name="Declared">The build target, or null.</param>
/// <param name="Shipped">The graded image, or null.</param>
/// <param name="CrawledBases">Facts of bases found in registries, by reference as <c>domain/path:tag</c> or <c>domain/path@digest</c>; they override the table.</param>
public sealed record GradingSubject(BuildTargetFacts? Declared, ImageFacts? Shipped, ImmutableDictionary<string, BaseImageFacts> CrawledBases)
{
    /// <summary>Where the bases that lie in crawled registries come from, by <c>domain/path</c>; others are not in it.</summary>
    public ImmutableDictionary<string, BaseOriginFacts> BaseOrigins { get; init; } = ImmutableDictionary<string, BaseOriginFacts>.Empty;

    /// <summary>Files that run it: those that name one of its registry repositories, or what a build of it is called.</summary>
    public ImmutableArray<UsageFacts> Usages { get; init; } = [];

    /// <summary>The day it is judged for: comments that end by then suppress nothing. Null lets none end.</summary>
    public DateOnly? Day { get; init; }

    public static GradingSubject OfDockerfile(BuildTargetFacts declared) => new(declared, null, ImmutableDictionary<string, BaseImageFacts>.Empty);

    public static GradingSubject OfImage(ImageFacts shipped) => new(null, shipped, ImmutableDictionary<string, BaseImageFacts>.Empty);
}
