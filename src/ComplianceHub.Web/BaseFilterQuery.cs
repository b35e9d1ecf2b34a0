using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;

namespace ComplianceHub.Web;

/// <summary>The Base images list's filter and order as they stand in an address: the same keys on the page, in the API and in the export.</summary>
public static class BaseFilterQuery
{
    public const string Text = "q";
    public const string EndOfLife = "end-of-life";
    public const string Registry = "registry";
    public const string Behind = "behind";
    public const string Sort = "sort";
    public const string DefaultSort = "-images";

    private static readonly string[] s_keys = [Text, EndOfLife, Registry, Behind, Sort];

    /// <summary>The rows that match, in the order that the address asks for.</summary>
    public static IReadOnlyList<BaseImageRow> Apply(IReadOnlyList<BaseImageRow> rows, Func<string, IEnumerable<string>> values, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = values(Text).FirstOrDefault()?.Trim() ?? "";
        var ends = values(EndOfLife).Select(v => Enum.TryParse<Maintenance>(v, true, out var end) ? (Maintenance?)end : null).OfType<Maintenance>().ToHashSet();
        var registries = values(Registry).Where(v => v.Length > 0).ToHashSet(StringComparer.Ordinal);
        var behind = values(Behind).Any(v => v is "1" or "true");
        var matching = rows.Where(r => (text.Length == 0 || r.Reference.Contains(text, StringComparison.OrdinalIgnoreCase) || r.System?.Contains(text, StringComparison.OrdinalIgnoreCase) == true)
            && (ends.Count == 0 || ends.Contains(Maintained.Of(r.Lifetime, today)))
            && (registries.Count == 0 || registries.Contains(r.Registry))
            && (!behind || r.Behind > 0));
        return [.. Sorted(matching, values(Sort).FirstOrDefault(v => v.Length > 0) ?? DefaultSort)];
    }

    /// <summary>The filter's part of an address, for the links of exports.</summary>
    public static (string Key, string? Value)[] PairsOf(UrlQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. s_keys.SelectMany(key => query.Values(key).Select(value => (key, (string?)value)))];
    }

    // What has no value comes last, whichever way the list runs.
    private static IEnumerable<BaseImageRow> Sorted(IEnumerable<BaseImageRow> rows, string sort)
    {
        var down = sort.StartsWith('-');
        return sort.TrimStart('-') switch
        {
            "name" => down ? rows.OrderByDescending(r => r.Reference, StringComparer.Ordinal) : rows.OrderBy(r => r.Reference, StringComparer.Ordinal),
            "digests" => By(r => r.Digests),
            "built" => By(r => r.BuiltAt?.Ticks),
            "end" => By(r => r.Lifetime?.EndsOn?.DayNumber),
            _ => By(r => r.Carried),
        };

        IEnumerable<BaseImageRow> By(Func<BaseImageRow, long?> key)
        {
            var known = rows.OrderBy(r => key(r) is null);
            return (down ? known.ThenByDescending(key) : known.ThenBy(key)).ThenByDescending(r => r.Carried).ThenBy(r => r.Reference, StringComparer.Ordinal);
        }
    }
}
