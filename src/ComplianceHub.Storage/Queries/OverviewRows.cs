using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Storage.Queries;

/// <summary>The organisation (or one team) now. All scores in basis points.</summary>
/// <param name="AsOf">End of the newest completed crawl or grading; null before the first.</param>
/// <param name="Score">Mean over counted Images: scored and at least 60 % judged.</param>
/// <param name="Letter">The letter of the mean; no holds apply to means.</param>
/// <param name="Coverage">Mean coverage of scored Images, those under 60 % included.</param>
/// <param name="Images">All live Images in scope.</param>
/// <param name="TooLittleJudged">Of those, how many are under 60 % and so in no mean.</param>
/// <param name="Excluded">Live Images the policy leaves out.</param>
/// <param name="Mirrors">Live Images that mirror somebody else's.</param>
/// <param name="Change30">Score now less the score 30 days ago, as graded then; null without one.</param>
/// <param name="ChangeOnTodaysRuler">The same without what a change of policy, engine or formula did.</param>
public sealed record Overview(
    DateTime? AsOf,
    MeanScore Score,
    MeanScore RawScore,
    Grade Letter,
    MeanScore Coverage,
    int Images,
    int TooLittleJudged,
    int Excluded,
    int Mirrors,
    int Unowned,
    int Teams,
    int PolicyVersion,
    IReadOnlyList<GradeCount> Grades,
    SeverityCounts Findings,
    int? Change30,
    int? ChangeOnTodaysRuler);

/// <summary>One team, or (with a null id) the Images that nobody owns.</summary>
public readonly record struct TeamScope(int? TeamId)
{
    public static TeamScope Unowned { get; }

    public static implicit operator TeamScope(int teamId) => new(teamId);

    public static TeamScope FromInt32(int teamId) => new(teamId);
}

/// <summary>How many scored Images have a letter, and how many of them are held down at it.</summary>
public sealed record GradeCount(Grade Letter, int Images, int Held);

/// <summary>Numbers beside the menu.</summary>
/// <param name="Waivers">In force.</param>
public sealed record MenuCounts(int Images, int Dockerfiles, int BaseImages, int Teams, int Rules, int PolicyVersion, int Connections, int LastFailures, int Waivers, DateTime? AsOf);

/// <summary>One team in a list; <see cref="TeamId"/> null is the unowned pool.</summary>
/// <param name="Target">Basis points; the organisation's when the team has none.</param>
/// <param name="Weeks">Mean at the end of each of the last weeks, oldest first, today last; null where nothing was counted.</param>
public sealed record TeamSummary(int? TeamId, string? Slug, string Name, MeanScore Score, Grade Letter, int Images, int Target, int? Change30, IReadOnlyList<int?> Weeks)
{
    /// <summary>Basis points to the target; 0 at target.</summary>
    public int ToGo => Math.Max(0, Target - (Score.Value ?? 0));
}

/// <summary>One criterion over all counted Images.</summary>
/// <param name="Lost">Mean points lost for an Image.</param>
/// <param name="Failing">Counted Images that lose something in it.</param>
/// <param name="NotJudged">Counted Images in which it could not be judged.</param>
/// <param name="Change30">Score gained in it over 30 days (positive is better), basis points of the mean; null without a past.</param>
public sealed record CriterionSummary(Criterion Criterion, int Budget, MeanScore Lost, int Failing, int NotJudged, int? Change30);

/// <summary>One change of an Image's grade.</summary>
/// <param name="Before">Null when it was graded for the first time.</param>
/// <param name="Opened">Ids of rules whose findings came with it.</param>
/// <param name="Closed">Ids of rules whose findings went with it.</param>
public sealed record GradeChange(
    long ImageId,
    string Image,
    string? TeamSlug,
    DateTime At,
    string? Commit,
    string? CommitUrl,
    int? ScoreBefore,
    int ScoreAfter,
    Grade? Before,
    Grade After,
    LedgerCause Cause,
    bool Backfilled,
    IReadOnlyList<string> Opened,
    IReadOnlyList<string> Closed);

/// <summary>What moved a score.</summary>
public enum LedgerCause
{
    Code,
    Policy,
    Waivers,
    Fleet,
    Evidence,
}

/// <summary>One line of the account of a change.</summary>
/// <param name="Exact">Its share of the change, exactly, in basis points as numerator and denominator.</param>
/// <param name="Shown">In tenths of a point (0.1 = 10 basis points), rounded by largest remainder: the lines sum to the shown change.</param>
/// <param name="Images">Images that moved for this cause.</param>
/// <param name="Up">Of those, how many rose (for fleet: came).</param>
/// <param name="Down">Of those, how many fell (for fleet: went).</param>
public sealed record LedgerRow(LedgerCause Cause, Fraction Exact, int Shown, int Images, int Up, int Down);

/// <summary>Why a mean moved between two moments: the rows' exact parts sum exactly to the difference.</summary>
/// <param name="ShownStart">Tenths of a point.</param>
/// <param name="ShownEnd">Tenths of a point.</param>
public sealed record Ledger(DateTime From, DateTime To, MeanScore Start, MeanScore End, int ShownStart, int ShownEnd, IReadOnlyList<LedgerRow> Rows);
