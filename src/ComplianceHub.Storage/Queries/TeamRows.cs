using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Storage.Queries;

/// <summary>Where a team stands in the league; there is no bottom list.</summary>
public enum LeagueBand
{
    /// <summary>Its mean has reached its target.</summary>
    AtTarget,

    /// <summary>It burned debt in the period.</summary>
    OnTheWay,

    Starting,

    /// <summary>It has no debt to burn.</summary>
    Holding,
}

/// <summary>One team in the league. Debt is 10,000 less the raw score, summed over the Images present at both ends and 30 days before.</summary>
/// <param name="ComparedImages">Images present at both ends and 30 days before.</param>
/// <param name="Movement">(burned + 5·d̄·r) / (debt₀ + 5·d̄), as a fraction of debt; comparable between small and large teams.</param>
/// <param name="Rank">1-based by movement; null outside the top five (only the first five are ranked).</param>
public sealed record LeagueRow(
    int TeamId, string Slug, string Name, MeanScore Score, Grade Letter, int Target, int Images, int ComparedImages,
    long DebtBefore, long Burned, double Movement, LeagueBand Band, int? Rank);

/// <param name="MostImproved">The team whose mean rose most on today's ruler; null when none rose.</param>
/// <param name="Rows">All teams by band, then name: no order within a band says who is last.</param>
/// <param name="Unowned">The pool without an owner.</param>
public sealed record League(DateTime From, DateTime To, IReadOnlyList<LeagueRow> TopFive, LeagueRow? MostImproved, IReadOnlyList<LeagueRow> Rows, TeamSummary? Unowned);

/// <summary>One team's page; <see cref="TeamId"/> null is the unowned pool.</summary>
/// <param name="Ledger">Why its mean moved over the last 30 days; null when nothing was counted at either end.</param>
public sealed record TeamDetail(int? TeamId, string? Slug, string Name, int Target, Overview Overview, LeagueRow? League, Ledger? Ledger);

/// <summary>One Image's row of the matrix: points lost by criterion id; absent = nothing lost, null = not judged.</summary>
public sealed record MatrixRow(long ImageId, string Image, int? Score, Grade Letter, bool Held, IReadOnlyDictionary<string, int?> Lost);

/// <summary>A repair shared by several Images of a team: the same rule on the same base or in the same file.</summary>
/// <param name="Subject">The base or the path.</param>
/// <param name="Gain">Basis points summed over the Images.</param>
public sealed record FixBundle(string Rule, string RuleTitle, string Subject, int Images, long Gain);
