using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>
/// Tells which file of a commit moved: a deleted and an added file of one kind with the same blob, or at least 60 % alike, where each is
/// the other's single best match. Among equals the one that kept more of its path's end wins; a tie that remains is no move.
/// </summary>
internal static class RenameMatcher
{
    private const int LeastLikeness = 60;

    // Each pair is compared; a commit that moves more than this keeps only its exact moves.
    private const int MaxPairs = 10_000;

    /// <summary>Blobs whose sketches <see cref="Match"/> will want: those of commits that delete and add different contents.</summary>
    public static IEnumerable<string> BlobsToCompare(RawCommit commit)
    {
        var (gone, come) = Sides(commit);
        return gone.Count == 0 || come.Count == 0 || (long)gone.Count * come.Count > MaxPairs
            ? []
            : gone.Select(g => g.OldSha!).Concat(come.Select(c => c.NewSha!));
    }

    /// <param name="sketches">Sketches of the blobs; one that is missing is like nothing but itself.</param>
    public static ImmutableArray<FileChange> Match(RawCommit commit, IReadOnlyDictionary<string, LineSketch> sketches)
    {
        var (gone, come) = Sides(commit);
        var from = new Dictionary<string, string>(StringComparer.Ordinal);
        var pairs = (long)gone.Count * come.Count > MaxPairs
            ? [.. ExactPairs(gone, come)]
            : gone.SelectMany(g => come.Where(c => c.Kind == g.Kind).Select(c => (Gone: g, Come: c, Score: Score(g, c, sketches)))).Where(p => p.Score > 0).ToList();

        var moved = new HashSet<string>(StringComparer.Ordinal);

        // Best first; a pair is taken when neither side has an equal claim elsewhere.
        foreach (var tier in pairs.GroupBy(p => p.Score).OrderByDescending(t => t.Key))
        {
            var open = tier.Where(p => !from.ContainsKey(p.Come.Path) && !moved.Contains(p.Gone.Path)).ToList();
            var contested = open.GroupBy(p => p.Come.Path).Where(g => g.Count() > 1).Select(g => g.Key)
                .Concat(open.GroupBy(p => p.Gone.Path).Where(g => g.Count() > 1).Select(g => g.Key)).ToHashSet(StringComparer.Ordinal);
            foreach (var pair in open.Where(p => !contested.Contains(p.Come.Path) && !contested.Contains(p.Gone.Path)))
            {
                from[pair.Come.Path] = pair.Gone.Path;
                moved.Add(pair.Gone.Path);
            }
        }

        return
        [
            .. commit.Changes
                .Where(c => c.NewSha is not null || !moved.Contains(c.Path))
                .Select(c => new FileChange(c.Path, c.NewSha, c.Kind, from.GetValueOrDefault(c.Path))),
        ];
    }

    private static (List<RawChange> Gone, List<RawChange> Come) Sides(RawCommit commit) =>
        ([.. commit.Changes.Where(c => c.Kind == FileKind.Dockerfile && c.NewSha is null)],
         [.. commit.Changes.Where(c => c.Kind == FileKind.Dockerfile && c.OldSha is null)]);

    // Likeness first, then the number of path segments kept at the end; 0 = unlike.
    private static int Score(RawChange gone, RawChange come, IReadOnlyDictionary<string, LineSketch> sketches)
    {
        var likeness = gone.OldSha == come.NewSha ? 101
            : sketches.TryGetValue(gone.OldSha!, out var a) && sketches.TryGetValue(come.NewSha!, out var b) ? a.Likeness(b)
            : 0;
        return likeness < LeastLikeness ? 0 : (likeness * 1000) + Math.Min(999, KeptSegments(gone.Path, come.Path));
    }

    private static IEnumerable<(RawChange Gone, RawChange Come, int Score)> ExactPairs(List<RawChange> gone, List<RawChange> come)
    {
        var byBlob = come.ToLookup(c => c.NewSha!, StringComparer.Ordinal);
        return gone.SelectMany(g => byBlob[g.OldSha!].Take(50).Select(c => (g, c, 101_000 + Math.Min(999, KeptSegments(g.Path, c.Path)))));
    }

    private static int KeptSegments(string from, string to)
    {
        var a = from.Split('/');
        var b = to.Split('/');
        var kept = 0;
        while (kept < a.Length && kept < b.Length && a[^(kept + 1)] == b[^(kept + 1)])
        {
            kept++;
        }

        return kept;
    }
}
