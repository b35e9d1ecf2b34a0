using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace ComplianceHub.Web;

/// <summary>
/// A path and its query, for links that change one thing of the page's address: filter, sort, page. Immutable. Changing anything but
/// the page goes back to the first page.
/// </summary>
public sealed record UrlQuery
{
    private const string PageKey = "page";
    private readonly string _path;
    private readonly (string Key, string Value)[] _pairs;

    public UrlQuery(string path)
        : this(path, [])
    {
    }

    private UrlQuery(string path, (string Key, string Value)[] pairs)
    {
        _path = path;
        _pairs = pairs;
    }

    /// <summary>The address that the reader looks at.</summary>
    public static UrlQuery Of(NavigationManager navigation)
    {
        ArgumentNullException.ThrowIfNull(navigation);
        var uri = new Uri(navigation.Uri);
        return new UrlQuery(
            uri.AbsolutePath,
            [.. QueryHelpers.ParseQuery(uri.Query).SelectMany(pair => pair.Value, (pair, value) => (pair.Key, value ?? ""))]);
    }

    /// <summary>The values of a key, in their order; none when it is absent.</summary>
    public IEnumerable<string> Values(string key)
    {
        return _pairs.Where(pair => pair.Key == key).Select(pair => pair.Value);
    }

    public bool Has(string key, string value)
    {
        return _pairs.Contains((key, value));
    }

    /// <summary>Sets a key to one value; null or empty removes it.</summary>
    public UrlQuery With(string key, string? value)
    {
        var rest = Without(key);
        return string.IsNullOrEmpty(value) ? rest : new UrlQuery(_path, [.. rest._pairs, (key, value)]);
    }

    /// <summary>Sets several keys; see <see cref="With(string, string?)"/>.</summary>
    public UrlQuery With(ReadOnlySpan<(string Key, string? Value)> pairs)
    {
        var query = this;
        foreach (var (key, value) in pairs)
        {
            query = query.With(key, value);
        }

        return query;
    }

    /// <summary>Adds a value to a key, or removes it when it is there: a filter of several values.</summary>
    public UrlQuery Toggle(string key, string value)
    {
        var pair = (key, value);
        var kept = _pairs.Where(other => other != pair && other.Key != PageKey);
        return new UrlQuery(_path, Has(key, value) ? [.. kept] : [.. kept, pair]);
    }

    /// <summary>Removes keys.</summary>
    public UrlQuery Without(params ReadOnlySpan<string> keys)
    {
        var gone = keys.ToArray();
        return new UrlQuery(_path, [.. _pairs.Where(pair => !gone.Contains(pair.Key) && pair.Key != PageKey)]);
    }

    /// <summary>The same list at a page; the first has no number.</summary>
    public UrlQuery Page(int page)
    {
        var first = Without(PageKey);
        return page <= 1 ? first : first.With(PageKey, page.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public override string ToString()
    {
        return _pairs.Length == 0
            ? _path
            : _path + "?" + string.Join('&', _pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
    }
}
