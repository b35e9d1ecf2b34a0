using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Storage.Queries;

/// <summary>All bases of the live, scored Images, and the teams that stand on them.</summary>
/// <param name="Standing">Scored Images whose shipped stage stands on one of them.</param>
/// <param name="Teams">Names by id.</param>
public sealed record BaseInventory(IReadOnlyList<BaseImageRow> Rows, int Standing, IReadOnlyDictionary<int, BaseTeam> Teams);

public sealed record BaseTeam(string Slug, string Name);

/// <summary>One base image, by repository and tag, and who stands on it. The digests that it is pinned to are uses of the same base.</summary>
public sealed record BaseImageRow(string Repository, string? Tag, string Reference)
{
    /// <summary>What it is made of, for people: <c>Debian 12</c>; null when nothing says so.</summary>
    public string? System { get; init; }

    /// <summary>Scored Images whose shipped stage stands on it.</summary>
    public int Shipped { get; init; }

    /// <summary>Those, and those that stand on it through the organisation's own bases.</summary>
    public int Carried { get; init; }

    /// <summary>Scored Images that use it only while building.</summary>
    public int Building { get; init; }

    /// <summary>Different digests that it is pinned to.</summary>
    public int Digests { get; init; }

    /// <summary>Shipped Images that are pinned to another digest than its tag has now; null when the tag is not crawled.</summary>
    public int? Behind { get; init; }

    /// <summary>When what its tag has now was made; null when it is not crawled.</summary>
    public DateTime? BuiltAt { get; init; }

    /// <summary>Built here, mirrored or unknown, with the reason; null for a base that lies in no crawled registry.</summary>
    public BaseOriginFacts? Origin { get; init; }

    /// <summary>The Image that builds it here, with its letter and owner; null when it is not built here.</summary>
    public OwnBase? Own { get; init; }

    /// <summary>The base that its own Image stands on; null when it is not built here or stands on nothing.</summary>
    public BaseImageRow? Upstream { get; init; }

    /// <summary>What ends its maintenance first: its runtime or its distribution, its own or what it is built on; null when nothing is known.</summary>
    public BaseLifetime? Lifetime { get; init; }

    /// <summary>Basis points that its Images lose because it is not minimal.</summary>
    public long Lost { get; init; }

    /// <summary>Shipped Images by team; the key 0 is the unowned.</summary>
    public IReadOnlyDictionary<int, int> ByTeam { get; init; } = new Dictionary<int, int>();

    /// <summary><c>domain/path:tag</c>: the value of the filters <c>base</c> and <c>stands-on</c>.</summary>
    public string Name => Tag is null ? Repository : $"{Repository}:{Tag}";

    public string Registry => Repository[..(Repository.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? slash : Repository.Length)];

    /// <summary>The empty base: nothing to keep up to date, and nobody's.</summary>
    public bool IsScratch => Repository == "scratch";

    /// <summary>Whether it lies in the organisation's own registry.</summary>
    public bool IsOwn => Origin is not null;
}

/// <summary>The Image that builds a base here.</summary>
public sealed record OwnBase(long ImageId, string Name, Grade Letter, int? Score, string? TeamSlug, string? TeamName);
