namespace ComplianceHub.Storage.Queries;

/// <summary>One page of a list.</summary>
/// <param name="Total">Rows that match over all pages.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>A mean kept as sum and count, in basis points, so that means add up without rounding.</summary>
public readonly record struct MeanScore(long Sum, int Count)
{
    /// <summary>In basis points, rounded down: 84.99 must not read 85.0 beside a B. Null when nothing was counted.</summary>
    public int? Value => Count == 0 ? null : (int)(Sum / Count);

    public static MeanScore operator +(MeanScore a, MeanScore b) => new(a.Sum + b.Sum, a.Count + b.Count);

    public static MeanScore operator -(MeanScore a, MeanScore b) => new(a.Sum - b.Sum, a.Count - b.Count);

    public MeanScore Add(MeanScore other) => this + other;

    public MeanScore Subtract(MeanScore other) => this - other;
}

/// <summary>Findings by severity.</summary>
public readonly record struct SeverityCounts(int Critical, int High, int Medium, int Low)
{
    public int All => Critical + High + Medium + Low;
}
