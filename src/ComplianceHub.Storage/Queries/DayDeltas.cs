using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>Changes of a count by day; the state at the end of a day is their sum through it.</summary>
internal sealed class DayDeltas(int start)
{
    private readonly SortedDictionary<int, int> _days = [];

    public void Add(int day, int delta)
    {
        day = Math.Max(day, start);
        _days[day] = _days.GetValueOrDefault(day) + delta;
    }

    /// <summary>One thing that stood from one moment to another.</summary>
    public void Add(long id, DateTime from, DateTime? to)
    {
        if (id != 0)
        {
            Add(Days.Of(from), 1);
            if (to is { } end)
            {
                Add(Days.Of(end), -1);
            }
        }
    }

    public int Through(int day) => _days.TakeWhile(d => d.Key <= day).Sum(d => d.Value);
}

/// <summary>Sums and counts of scores by day, of what began less what ended: a series costs two grouped queries, however many Images it is of.</summary>
internal sealed class GradeDeltas
{
    private readonly SortedDictionary<int, (MeanScore Score, MeanScore Raw)> _days = [];

    public static async Task<GradeDeltas> ReadAsync(IQueryable<GradeInterval> intervals, int start, CancellationToken cancellationToken)
    {
        var deltas = new GradeDeltas();
        var begun = await intervals.Where(g => g.ToDay == null || g.ToDay > start).GroupBy(g => g.FromDay < start ? start : g.FromDay)
            .Select(g => new { Day = g.Key, Score = g.Sum(i => (long)i.Score), Raw = g.Sum(i => (long)i.RawScore), Count = g.Count() }).ToListAsync(cancellationToken);
        var ended = await intervals.Where(g => g.ToDay != null && g.ToDay > start).GroupBy(g => g.ToDay ?? 0)
            .Select(g => new { Day = g.Key, Score = g.Sum(i => (long)i.Score), Raw = g.Sum(i => (long)i.RawScore), Count = g.Count() }).ToListAsync(cancellationToken);
        begun.ForEach(b => deltas.Add(b.Day, new MeanScore(b.Score, b.Count), new MeanScore(b.Raw, b.Count)));
        ended.ForEach(e => deltas.Add(e.Day, new MeanScore(-e.Score, -e.Count), new MeanScore(-e.Raw, -e.Count)));
        return deltas;
    }

    public void Add(int day, MeanScore score, MeanScore raw)
    {
        var known = _days.GetValueOrDefault(day);
        _days[day] = (known.Score + score, known.Raw + raw);
    }

    /// <summary>The state at the end of each of these days, which ascend.</summary>
    public IEnumerable<(DateOnly Day, MeanScore Score, MeanScore Raw)> At(IEnumerable<DateOnly> days)
    {
        using var deltas = _days.GetEnumerator();
        var more = deltas.MoveNext();
        (MeanScore Score, MeanScore Raw) sum = default;
        foreach (var day in days)
        {
            for (; more && deltas.Current.Key <= day.DayNumber; more = deltas.MoveNext())
            {
                sum = (sum.Score + deltas.Current.Value.Score, sum.Raw + deltas.Current.Value.Raw);
            }

            yield return (day, sum.Score, sum.Raw);
        }
    }
}
