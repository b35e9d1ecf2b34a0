using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web;

/// <summary>The register's filter as it stands in an address: the same keys on the page, in the API and in the export.</summary>
public static class WaiverFilterQuery
{
    public const string Text = "q";
    public const string State = "state";
    public const string EndsSoon = "soon";
    public const string Rule = "rule";
    public const string Scope = "scope";
    public const string Reason = "reason";
    public const string Severity = "severity";
    public const string Team = "team";
    public const string Image = "image";

    /// <summary>All keys, in the order in which links write them.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Text, State, EndsSoon, Rule, Scope, Reason, Severity, Team, Image];

    /// <summary>Reads a filter; values that mean nothing are left out.</summary>
    /// <param name="values">The values of a key.</param>
    public static WaiverFilter Read(Func<string, IEnumerable<string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string? First(string key) => values(key).FirstOrDefault(v => v.Length > 0);
        return new WaiverFilter
        {
            Text = First(Text),
            States = [.. values(State).Select(Parsed<WaiverState>).OfType<WaiverState>().Distinct()],
            EndsSoon = First(EndsSoon) is "1" or "true" or "yes",
            Rule = First(Rule),
            Scope = Parsed<WaiverScope>(First(Scope)),
            Reason = Parsed<WaiverReason>(First(Reason)),
            Severity = Parsed<Severity>(First(Severity)),
            TeamSlug = First(Team),
            ImageId = long.TryParse(First(Image), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        };
    }

    /// <summary>The filter of a request.</summary>
    public static WaiverFilter Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(key => query.TryGetValue(key, out var found) ? found.OfType<string>() : []);
    }

    /// <summary>The filter's part of an address, for the links of exports.</summary>
    public static (string Key, string? Value)[] PairsOf(UrlQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. Keys.SelectMany(key => query.Values(key).Select(value => (key, (string?)value)))];
    }

    private static T? Parsed<T>(string? text)
        where T : struct, Enum
    {
        return Enum.TryParse<T>(text, true, out var value) && Enum.IsDefined(value) ? value : null;
    }
}
