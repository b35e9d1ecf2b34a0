using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>
/// Raw debt by team over the Images that were there at both ends of a period and 30 days before it. The ruler is constant: what a change of policy,
/// formula or engine did to a score is left out of what was burned, so that nobody rises or falls by it.
/// </summary>
internal sealed class DebtReader
{
    private const int Whole = 10_000;
    private const int Shrinkage = 5;
    private static readonly TimeSpan s_earlier = TimeSpan.FromDays(30);
    private readonly Dictionary<int, (int Images, long Before, long Burned)> _teams = [];
    private (int Images, long Before, long Burned) _all;

    public static async Task<DebtReader> ReadAsync(HubDbContext context, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var earlier = from - s_earlier;
        var reader = new DebtReader();
        var there = context.GradeIntervals.Where(g => g.Counts && g.From <= earlier && (g.To == null || g.To > earlier)).Select(g => g.ImageId);
        var rows = context.GradeIntervals.Where(g => g.From <= to && (g.To == null || g.To > from) && there.Contains(g.ImageId))
            .OrderBy(g => g.ImageId).ThenBy(g => g.From)
            .Select(g => new Standing(g.ImageId, g.From, g.To, g.RawScore, g.Counts, g.TeamId, g.PolicyVersion, g.FormulaVersion, g.EngineVersion)).AsAsyncEnumerable();
        var image = new List<Standing>();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (image.Count > 0 && image[0].ImageId != row.ImageId)
            {
                reader.Add(image, from, to);
                image.Clear();
            }

            image.Add(row);
        }

        reader.Add(image, from, to);
        return reader;
    }

    public (int Images, long Before, long Burned) Of(int? teamId) => _teams.GetValueOrDefault(teamId ?? 0);

    /// <summary>
    /// (burned + 5·d̄·r) / (debt₀ + 5·d̄): r is the share of its debt that the organisation burned, d̄ its mean debt of an Image. Images that had none and
    /// have none are not in the mean, so that padding with clean ones changes nothing.
    /// </summary>
    public double Movement(long before, long burned)
    {
        if (_all.Images == 0 || _all.Before == 0)
        {
            return 0;
        }

        var mean = (double)_all.Before / _all.Images;
        var ratio = (double)_all.Burned / _all.Before;
        return (burned + (Shrinkage * mean * ratio)) / (before + (Shrinkage * mean));
    }

    private void Add(List<Standing> image, DateTime from, DateTime to)
    {
        var first = image.FindIndex(s => s.From <= from && (s.To is null || s.To > from));
        var last = image.FindIndex(s => s.From <= to && (s.To is null || s.To > to));
        if (first < 0 || last < 0 || !image[first].Counts || !image[last].Counts)
        {
            return;
        }

        var burned = 0L;
        for (var i = first; i < last; i++)
        {
            burned += image[i].Ruler == image[i + 1].Ruler ? image[i + 1].RawScore - image[i].RawScore : 0;
        }

        // An Image belongs to who owns it now: taking over debt is no loss, giving it away no gain.
        var debt = Whole - image[last].RawScore + burned;
        var team = image[last].TeamId ?? 0;
        var known = _teams.GetValueOrDefault(team);
        _teams[team] = (known.Images + 1, known.Before + debt, known.Burned + burned);
        _all = (_all.Images + (debt == 0 && burned == 0 ? 0 : 1), _all.Before + debt, _all.Burned + burned);
    }

    private sealed record Standing(
        long ImageId, DateTime From, DateTime? To, int RawScore, bool Counts, int? TeamId, int PolicyVersion, int FormulaVersion, int EngineVersion)
    {
        public (int, int, int) Ruler => (PolicyVersion, FormulaVersion, EngineVersion);
    }
}
