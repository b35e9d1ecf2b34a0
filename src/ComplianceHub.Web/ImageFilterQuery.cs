using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web;

/// <summary>The Images list's filter as it stands in an address: the same keys on pages, in the API and in exports.</summary>
public static class ImageFilterQuery
{
    public const string Text = "q";
    public const string Grade = "grade";
    public const string Team = "team";
    public const string Unowned = "unowned";
    public const string Criterion = "criterion";
    public const string Rule = "rule";
    public const string Base = "base";
    public const string StandsOn = "stands-on";
    public const string Severity = "severity";
    public const string Drift = "drift";
    public const string Repository = "repository";
    public const string Scope = "scope";
    public const string Image = "image";

    /// <summary>All keys, in the order in which links write them.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Text, Grade, Team, Unowned, Criterion, Rule, Base, StandsOn, Severity, Drift, Repository, Scope, Image];

    /// <summary>Reads a filter; values that mean nothing are left out.</summary>
    /// <param name="values">The values of a key.</param>
    public static ImageFilter Read(Func<string, IEnumerable<string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        string? First(string key) => values(key).FirstOrDefault(v => v.Length > 0);
        return new ImageFilter
        {
            Id = long.TryParse(First(Image), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            Text = First(Text),
            Grades = [.. values(Grade).Select(v => Enum.TryParse<Grade>(v, true, out var grade) && Enum.IsDefined(grade) ? (Grade?)grade : null).OfType<Grade>().Distinct()],
            TeamSlug = First(Team),
            Unowned = IsYes(First(Unowned)),
            Criterion = First(Criterion),
            Rule = First(Rule),
            Base = First(Base),
            StandsOn = First(StandsOn),
            Severity = Enum.TryParse<Severity>(First(Severity), true, out var severity) && Enum.IsDefined(severity) ? severity : null,
            Drift = IsYes(First(Drift)),
            Repository = First(Repository),
            Scope = Enum.TryParse<ImageScope>(First(Scope), true, out var scope) && Enum.IsDefined(scope) ? scope : ImageScope.Scored,
        };
    }

    /// <summary>The filter of a request.</summary>
    public static ImageFilter Read(IQueryCollection query)
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

    private static bool IsYes(string? value)
    {
        return value is "1" or "true" or "yes";
    }
}
