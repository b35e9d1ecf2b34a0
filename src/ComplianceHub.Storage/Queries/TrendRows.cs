namespace ComplianceHub.Storage.Queries;

/// <summary>Distance of a trend's points.</summary>
public enum TrendStep
{
    Day = 1,
    Week = 7,
}

/// <summary>Which days; both ends are in it, and the last day is always a point.</summary>
public sealed record TrendRange(DateOnly From, DateOnly To, TrendStep Step);

/// <summary>The state at the end of a day. <see cref="Score"/>.Count is 0 where nothing was counted.</summary>
/// <param name="Backfilled">Whether most of it is drawn from Git history: nobody graded it then.</param>
public sealed record TrendPoint(DateOnly Day, MeanScore Score, MeanScore RawScore, bool Backfilled);

/// <summary>Failing Images at the end of a day, of all counted ones.</summary>
public sealed record CountPoint(DateOnly Day, int Failing, int Counted);

public enum TrendMarkKind
{
    /// <summary>A policy version was published.</summary>
    Policy,

    /// <summary>The first grading: what lies before is drawn from Git history.</summary>
    Installation,

    /// <summary>Formula or engine changed.</summary>
    Engine,
}

/// <param name="Text">For instance <c>Policy v2</c>.</param>
public sealed record TrendMark(DateTime At, TrendMarkKind Kind, string Text);

/// <param name="BackfillEnds">When grading began; null before the first grading.</param>
public sealed record Trend(IReadOnlyList<TrendPoint> Points, IReadOnlyList<TrendMark> Marks, DateTime? BackfillEnds);

public sealed record CountTrend(IReadOnlyList<CountPoint> Points, IReadOnlyList<TrendMark> Marks, DateTime? BackfillEnds);
