using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>
/// Splits the change of a mean exactly. Images counted at both ends moved step by step, and each step has a cause; the rest of the change is who came,
/// went or changed owner.
/// </summary>
internal static class LedgerReader
{
    private const int Tenth = 10;

    public static async Task<Ledger?> ReadAsync(HubDbContext context, TeamScope? scope, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var ours = context.GradeIntervals.AsNoTracking();
        if (scope is { } team)
        {
            ours = ours.Where(g => g.TeamId == team.TeamId);
        }

        // Who stood still all the time is only counted and summed.
        var endsLater = Days.Of(to);
        var still = await SumAsync(ours.Where(g => g.Counts && g.From <= from && g.ToDay == null), cancellationToken)
            + await SumAsync(ours.Where(g => g.Counts && g.From <= from && g.ToDay >= endsLater && g.To > to), cancellationToken);
        var endsSince = Days.Of(from);
        var moved = context.GradeIntervals.Where(g => g.From > from && g.From <= to).Select(g => g.ImageId)
            .Union(context.GradeIntervals.Where(g => g.ToDay >= endsSince && g.To > from && g.To <= to).Select(g => g.ImageId));
        var steps = await context.GradeIntervals.Where(g => g.From <= to && (g.To == null || g.To > from) && moved.Contains(g.ImageId))
            .OrderBy(g => g.ImageId).ThenBy(g => g.From).Select(Step.Projection).ToListAsync(cancellationToken);

        var account = new Account(still.Sum, still.Count);
        foreach (var image in steps.GroupBy(s => s.ImageId))
        {
            account.Add([.. image], scope, from, to);
        }

        return account.Start.Count == 0 || account.End.Count == 0 ? null : account.Close(from, to);
    }

    private static async Task<MeanScore> SumAsync(IQueryable<GradeInterval> intervals, CancellationToken cancellationToken)
    {
        var sum = await intervals.GroupBy(g => 1).Select(g => new { Sum = g.Sum(i => (long)i.Score), Count = g.Count() }).SingleOrDefaultAsync(cancellationToken);
        return new MeanScore(sum?.Sum ?? 0, sum?.Count ?? 0);
    }

    /// <summary>What a step from one interval to the next did, by cause; see PRODUCT, "History that can be trusted".</summary>
    public static IEnumerable<(LedgerCause Cause, int Delta)> Split(Step before, Step after)
    {
        var content = CauseOf(before, after);
        if (before.Evidence == after.Evidence)
        {
            // What waivers give or take is the difference to the raw score; under another policy it is the policy's doing.
            var waivers = before.Ruler == after.Ruler ? after.Score - after.RawScore - (before.Score - before.RawScore) : 0;
            yield return (content, after.Score - before.Score - waivers);
            if (waivers != 0)
            {
                yield return (LedgerCause.Waivers, waivers);
            }
        }
        else if ((before.Evidence & after.Evidence) == Evidence.Declared && before.Alone is { } old && after.Alone is { } now)
        {
            // Old as it was known, then both by what both knew, then new as it is known.
            yield return (LedgerCause.Evidence, old - before.Score + after.Score - now);
            yield return (content, now - old);
        }
        else
        {
            yield return (LedgerCause.Evidence, after.Score - before.Score);
        }
    }

    /// <summary>The cause that names the whole step.</summary>
    public static LedgerCause MainCause(Step before, Step after) => Split(before, after).MaxBy(s => Math.Abs(s.Delta)).Cause;

    private static LedgerCause CauseOf(Step before, Step after) =>
        before.Evidence == after.Evidence && before.Content != after.Content ? LedgerCause.Code
        : Blob(before.Content) != Blob(after.Content) ? LedgerCause.Code
        : before.Ruler != after.Ruler ? LedgerCause.Policy
        : LedgerCause.Evidence;

    private static string Blob(string content) => content[..content.IndexOf('|', StringComparison.Ordinal)];

    private sealed class Account(long stillSum, int stillCount)
    {
        private readonly Dictionary<LedgerCause, (long Sum, int Up, int Down)> _causes = [];
        private MeanScore _before = new(stillSum, stillCount);
        private MeanScore _after = new(stillSum, stillCount);

        public MeanScore Start { get; private set; } = new(stillSum, stillCount);

        public MeanScore End { get; private set; } = new(stillSum, stillCount);

        public void Add(Step[] steps, TeamScope? scope, DateTime from, DateTime to)
        {
            var first = Array.FindIndex(steps, s => s.Stands(from));
            var last = Array.FindIndex(steps, s => s.Stands(to));
            var (was, isNow) = (first >= 0 && Counts(steps[first], scope), last >= 0 && Counts(steps[last], scope));
            if (was)
            {
                Start += new MeanScore(steps[first].Score, 1);
            }

            if (isNow)
            {
                End += new MeanScore(steps[last].Score, 1);
            }

            if (was != isNow)
            {
                Note(LedgerCause.Fleet, 0, isNow ? 1 : -1);
            }
            else if (was)
            {
                _before += new MeanScore(steps[first].Score, 1);
                _after += new MeanScore(steps[last].Score, 1);
                var byCause = Enumerable.Range(first, last - first).SelectMany(i => Split(steps[i], steps[i + 1])).GroupBy(s => s.Cause);
                foreach (var cause in byCause)
                {
                    var delta = cause.Sum(s => s.Delta);
                    Note(cause.Key, delta, Math.Sign(delta));
                }
            }
        }

        public Ledger Close(DateTime from, DateTime to)
        {
            var whole = Fraction.Of(End.Sum, End.Count) - Fraction.Of(Start.Sum, Start.Count);
            var within = _before.Count == 0 ? Fraction.Zero : Fraction.Of(_after.Sum - _before.Sum, _before.Count);
            var exact = Enum.GetValues<LedgerCause>().Select(cause => (
                Cause: cause,
                Part: cause == LedgerCause.Fleet ? whole - within
                    : _before.Count == 0 ? Fraction.Zero : Fraction.Of(_causes.GetValueOrDefault(cause).Sum, _before.Count))).ToList();
            var (shownStart, shownEnd) = (Fraction.Of(Start.Sum, Start.Count).Floor(Tenth).Whole, Fraction.Of(End.Sum, End.Count).Floor(Tenth).Whole);
            var shown = Round([.. exact.Select(e => e.Part)], shownEnd - shownStart);
            return new Ledger(from, to, Start, End, shownStart, shownEnd, [.. exact.Select((e, i) =>
            {
                var (_, up, down) = _causes.GetValueOrDefault(e.Cause);
                return new LedgerRow(e.Cause, e.Part, shown[i], up + down, up, down);
            })]);
        }

        private static bool Counts(Step step, TeamScope? scope) => step.Counts && (scope is not { } team || step.TeamId == team.TeamId);

        private void Note(LedgerCause cause, long delta, int direction)
        {
            var (sum, up, down) = _causes.GetValueOrDefault(cause);
            _causes[cause] = (sum + delta, up + (direction > 0 ? 1 : 0), down + (direction < 0 ? 1 : 0));
        }

        /// <summary>Largest remainder: whole tenths that sum to what the two shown scores differ by.</summary>
        private static int[] Round(Fraction[] parts, int sum)
        {
            var floors = parts.Select(p => p.Floor(Tenth)).ToArray();
            var shown = floors.Select(f => f.Whole).ToArray();
            var order = Enumerable.Range(0, parts.Length).OrderByDescending(i => floors[i].Left.ToDouble()).ThenBy(i => i).ToArray();
            var missing = sum - shown.Sum();
            for (var i = 0; i < Math.Abs(missing); i++)
            {
                shown[missing > 0 ? order[i % order.Length] : order[^((i % order.Length) + 1)]] += Math.Sign(missing);
            }

            return shown;
        }
    }

    /// <summary>What of an interval tells causes.</summary>
    internal sealed record Step(
        long ImageId, DateTime From, DateTime? To, int Score, int RawScore, int? DeclaredScore, Evidence Evidence, bool Counts, int? TeamId, string Content,
        int PolicyVersion, int FormulaVersion, int EngineVersion)
    {
        public static System.Linq.Expressions.Expression<Func<GradeInterval, Step>> Projection { get; } = g => new Step(
            g.ImageId, g.From, g.To, g.Score, g.RawScore, g.DeclaredScore, g.Evidence, g.Counts, g.TeamId, g.Content, g.PolicyVersion, g.FormulaVersion, g.EngineVersion);

        private static readonly Func<GradeInterval, Step> s_of = Projection.Compile();

        /// <summary>The score of the Dockerfile alone.</summary>
        public int? Alone => Evidence == Evidence.Declared ? Score : DeclaredScore;

        public (int, int, int) Ruler => (PolicyVersion, FormulaVersion, EngineVersion);

        public static Step Of(GradeInterval interval) => s_of(interval);

        public bool Stands(DateTime at) => From <= at && (To is null || To > at);
    }
}
