using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>The places of a job's matrix, https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix; the first few of many.</summary>
internal static class WorkflowMatrix
{
    private const int MostPlaces = 64;

    /// <summary>One place without names when there is no matrix.</summary>
    public static IReadOnlyList<ImmutableDictionary<string, YamlNode>> PlacesOf(YamlNode? matrix)
    {
        var nothing = ImmutableDictionary.Create<string, YamlNode>(StringComparer.Ordinal);
        List<ImmutableDictionary<string, YamlNode>> places = [nothing];
        var axes = (matrix?.Entries ?? []).Where(e => e.Key is not ("include" or "exclude") && e.Value.Items.Count > 0).Take(MostPlaces).ToList();
        foreach (var (name, values) in axes)
        {
            places = [.. places.SelectMany(p => values.Items.Select(v => p.SetItem(name, v))).Take(MostPlaces)];
        }

        var names = axes.Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        var added = new List<ImmutableDictionary<string, YamlNode>>();
        foreach (var include in (matrix?["include"]?.Items ?? []).Take(MostPlaces))
        {
            // It goes with the places that it contradicts in nothing; else it is a place of its own.
            var entries = include.Entries.Take(MostPlaces).ToList();
            var fitting = axes.Count == 0 ? [] : places.Where(p => entries.All(e => !names.Contains(e.Key) || p[e.Key].Text == e.Value.Text)).ToList();
            foreach (var place in fitting)
            {
                places[places.IndexOf(place)] = place.SetItems(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));
            }

            if (fitting.Count == 0)
            {
                added.Add(nothing.SetItems(entries.Select(e => KeyValuePair.Create(e.Key, e.Value))));
            }
        }

        return axes.Count == 0 && added.Count > 0 ? added : [.. places.Concat(added).Take(MostPlaces)];
    }
}
