using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>
/// The organisation's own word on who owns what, before anything that repositories say. Written like GitHub's CODEOWNERS; a path is the repository's name
/// and the Dockerfile's path in it (<c>checkout/api/docker/Dockerfile</c>), or the image's repository; an owner is <c>@team</c>. The last match wins; a
/// line without an owner says that nobody owns it.
/// </summary>
public sealed class OwnershipMapping(string name, string text)
{
    private readonly GitHubCodeOwners _rules = new(text);

    public static OwnershipMapping None { get; } = new("", "");

    /// <summary>Shown as evidence, for instance <c>ownership.txt</c>.</summary>
    public string Name { get; } = name;

    internal OwnersMatch? Find(IEnumerable<string> paths) => paths.Select(_rules.Find).FirstOrDefault(match => match is not null);
}

/// <summary>A team as the resolver needs it.</summary>
public sealed record KnownTeam(string Slug, string Name)
{
    internal static KnownTeam Of(string slug, ImmutableDictionary<string, KnownTeam> known) =>
        known.GetValueOrDefault(slug) ?? new KnownTeam(slug, NameOf(slug));

    // data-platform → Data platform
    private static string NameOf(string slug)
    {
        var words = slug.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? slug : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
