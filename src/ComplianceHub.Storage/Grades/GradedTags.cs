using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>A tag as it stands.</summary>
internal sealed record CurrentTag(int ImageRepositoryId, string Registry, string Repository, string Tag, string Digest, DateTime? PushedAt, DateTime From);

/// <summary>All tags as they stand, and which of a repository is graded: the newest push; of several tags of one push the one that says most.</summary>
internal sealed class GradedTags
{
    private readonly Dictionary<int, CurrentTag> _newest = [];
    private readonly Dictionary<string, CurrentTag> _byReference = new(StringComparer.Ordinal);

    public static async Task<GradedTags> LoadAsync(HubDbContext context, CancellationToken cancellationToken)
    {
        var tags = new GradedTags();
        var rows = context.TagObservations.Where(t => t.To == null && context.ImageRepositories.Any(r => r.Id == t.ImageRepositoryId && r.GoneAt == null))
            .Select(t => new CurrentTag(
                t.ImageRepositoryId, t.ImageRepository == null ? "" : t.ImageRepository.Registry, t.ImageRepository == null ? "" : t.ImageRepository.Name,
                t.Tag, t.Digest, t.PushedAt, t.From))
            .AsAsyncEnumerable();
        await foreach (var tag in rows.WithCancellation(cancellationToken))
        {
            tags._byReference[$"{tag.Registry}/{tag.Repository}:{tag.Tag}"] = tag;
            tags._byReference.TryAdd($"{tag.Registry}/{tag.Repository}@{tag.Digest}", tag);
            if (!tags._newest.TryGetValue(tag.ImageRepositoryId, out var other) || IsBetter(tag, other))
            {
                tags._newest[tag.ImageRepositoryId] = tag;
            }
        }

        return tags;
    }

    /// <summary>The graded tag of several repositories of one Image.</summary>
    public CurrentTag? Newest(IEnumerable<int> imageRepositoryIds)
    {
        CurrentTag? best = null;
        foreach (var id in imageRepositoryIds)
        {
            if (_newest.TryGetValue(id, out var tag) && (best is null || IsBetter(tag, best)))
            {
                best = tag;
            }
        }

        return best;
    }

    /// <param name="reference"><c>domain/path:tag</c> or <c>domain/path@digest</c>.</param>
    public CurrentTag? Find(string reference) => _byReference.GetValueOrDefault(reference);

    private static bool IsBetter(CurrentTag a, CurrentTag b)
    {
        var byPush = Nullable.Compare(a.PushedAt, b.PushedAt);
        if (byPush != 0)
        {
            return byPush > 0;
        }

        // "latest" beside "1.4.2": the second names the release.
        if (a.Tag == "latest" || b.Tag == "latest")
        {
            return b.Tag == "latest" && a.Tag != "latest";
        }

        return a.From != b.From ? a.From > b.From : CompareNumbers(a.Tag, b.Tag) > 0;
    }

    private static int CompareNumbers(string a, string b)
    {
        var comparer = StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering);
        var byNumber = comparer.Compare(a, b);
        return byNumber != 0 ? byNumber : string.CompareOrdinal(a, b);
    }
}
