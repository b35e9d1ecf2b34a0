using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>The series of all teams at once: two grouped queries.</summary>
internal sealed class TeamSeries
{
    private readonly Dictionary<int, GradeDeltas> _teams = [];

    public static async Task<TeamSeries> ReadAsync(HubDbContext context, int start, CancellationToken cancellationToken)
    {
        var series = new TeamSeries();
        var counted = context.GradeIntervals.Where(g => g.Counts);
        var begun = await counted.Where(g => g.ToDay == null || g.ToDay > start).GroupBy(g => new { g.TeamId, Day = g.FromDay < start ? start : g.FromDay })
            .Select(g => new { g.Key, Sum = g.Sum(i => (long)i.Score), Count = g.Count() }).ToListAsync(cancellationToken);
        var ended = await counted.Where(g => g.ToDay != null && g.ToDay > start).GroupBy(g => new { g.TeamId, Day = g.ToDay ?? 0 })
            .Select(g => new { g.Key, Sum = g.Sum(i => (long)i.Score), Count = g.Count() }).ToListAsync(cancellationToken);
        begun.ForEach(b => series.Of(b.Key.TeamId).Add(b.Key.Day, new MeanScore(b.Sum, b.Count), default));
        ended.ForEach(e => series.Of(e.Key.TeamId).Add(e.Key.Day, new MeanScore(-e.Sum, -e.Count), default));
        return series;
    }

    /// <param name="teamId">Null is the unowned pool.</param>
    public GradeDeltas Of(int? teamId)
    {
        if (!_teams.TryGetValue(teamId ?? 0, out var deltas))
        {
            _teams[teamId ?? 0] = deltas = new GradeDeltas();
        }

        return deltas;
    }
}
