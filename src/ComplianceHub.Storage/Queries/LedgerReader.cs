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
            account.Add([.. image], s => s.Counts && (scope is not { } team || s.TeamId == team.TeamId), from, to);
        }

        return account.Start.Count == 0 || account.End.Count == 0 ? null : account.Close(from, to);
    }

    /// <summary>Why one Image's score moved, counted or not; null when it was not graded at either end.</summary>
    public static async Task<Ledger?> ReadImageAsync(HubDbContext context, long imageId, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var steps = await context.GradeIntervals.Where(g => g.ImageId == imageId && g.From <= to && (g.To == null || g.To > from)).OrderBy(g => g.From).Select(Step.Projection)
            .ToArrayAsync(cancellationToken);
        var account = new Account(0, 0);
        account.Add(steps, _ => true, from, to);
        return account.Start.Count == 0 || account.End.Count == 0 ? null : account.Close(from, to);
    }

    private static async Task<MeanScore> SumAsync(IQueryable<GradeInterval> intervals, CancellationToken cancellationToken)
    {
        var sum = await intervals.GroupBy(g => 1).Select(g => new { Sum = g.Sum(i => (long)i.Score), Count = g.Count() }).SingleOrDefaultAsync(cancellationToken);
        return new MeanScore(sum?.Sum ?? 0, sum?.Count ?? 0);
    }

    /// <summary>What a step from one interval to the next did, by cause; see PRODUCT, "History that can be trusted". The parts sum to the step.</summary>
    public static IEnumerable<(LedgerCause Cause, int Delta)> Split(Step before, Step after)
    {
        if (before.To < after.From)
        {
            // It was away in between: nobody knows what happened to it there.
            return [(LedgerCause.Fleet, after.Score - before.Score)];
        }

        if (after.Backfilled)
        {
            return [(LedgerCause.Code, after.Score - before.Score)];
        }

        if (before.Backfilled)
        {
            // From what Git says of the past, under today's policy, to the first grade under that day's.
            var alone = after.DeclaredScore ?? after.RawScore;
            return
            [
                (Blob(before.Content) != Blob(after.Content) ? LedgerCause.Code : before.Ruler != after.Ruler ? LedgerCause.Policy : LedgerCause.Evidence, alone - before.Score),
                (LedgerCause.Evidence, after.RawScore - alone),
                (LedgerCause.Waivers, after.Score - after.RawScore),
            ];
        }

        return [(LedgerCause.Code, after.CodePart), (LedgerCause.Policy, after.PolicyPart), (LedgerCause.Waivers, after.WaiverPart), (LedgerCause.Evidence, after.EvidencePart)];
    }

    /// <summary>The cause that names the whole step.</summary>
    public static LedgerCause MainCause(Step before, Step after) => Split(before, after).MaxBy(s => Math.Abs(s.Delta)) switch
    {
        { Delta: not 0 } largest => largest.Cause,
        _ => before.Content != after.Content ? LedgerCause.Code : before.Ruler != after.Ruler ? LedgerCause.Policy : LedgerCause.Evidence,
    };

    private static string Blob(string content) => content[..content.IndexOf('|', StringComparison.Ordinal)];

    private sealed class Account(long stillSum, int stillCount)
    {
        private readonly Dictionary<LedgerCause, (long Sum, int Up, int Down)> _causes = [];
        private MeanScore _before = new(stillSum, stillCount);
        private MeanScore _after = new(stillSum, stillCount);

        public MeanScore Start { get; private set; } = new(stillSum, stillCount);

        public MeanScore End { get; private set; } = new(stillSum, stillCount);

        public void Add(Step[] steps, Func<Step, bool> counts, DateTime from, DateTime to)
        {
            var first = Array.FindIndex(steps, s => s.Stands(from));
            var last = Array.FindIndex(steps, s => s.Stands(to));
            var (was, isNow) = (first >= 0 && counts(steps[first]), last >= 0 && counts(steps[last]));
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
                Part: (_before.Count == 0 ? Fraction.Zero : Fraction.Of(_causes.GetValueOrDefault(cause).Sum, _before.Count))
                    + (cause == LedgerCause.Fleet ? whole - within : Fraction.Zero))).ToList();
            var (shownStart, shownEnd) = (Fraction.Of(Start.Sum, Start.Count).Floor(Tenth).Whole, Fraction.Of(End.Sum, End.Count).Floor(Tenth).Whole);
            var shown = Round([.. exact.Select(e => e.Part)], shownEnd - shownStart);
            return new Ledger(from, to, Start, End, shownStart, shownEnd, [.. exact.Select((e, i) =>
            {
                var (_, up, down) = _causes.GetValueOrDefault(e.Cause);
                return new LedgerRow(e.Cause, e.Part, shown[i], up + down, up, down);
            })]);
        }

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
        long ImageId, DateTime From, DateTime? To, int Score, int RawScore, int? DeclaredScore, bool Counts, int? TeamId, string Content, bool Backfilled,
        int CodePart, int PolicyPart, int WaiverPart, int EvidencePart, int PolicyVersion, int FormulaVersion, int EngineVersion)
    {
        public static System.Linq.Expressions.Expression<Func<GradeInterval, Step>> Projection { get; } = g => new Step(
            g.ImageId, g.From, g.To, g.Score, g.RawScore, g.DeclaredScore, g.Counts, g.TeamId, g.Content, g.Backfilled, g.CodePart, g.PolicyPart, g.WaiverPart, g.EvidencePart,
            g.PolicyVersion, g.FormulaVersion, g.EngineVersion);

        private static readonly Func<GradeInterval, Step> s_of = Projection.Compile();

        public (int, int, int) Ruler => (PolicyVersion, FormulaVersion, EngineVersion);

        public static Step Of(GradeInterval interval) => s_of(interval);

        public bool Stands(DateTime at) => From <= at && (To is null || To > at);
    }
}
