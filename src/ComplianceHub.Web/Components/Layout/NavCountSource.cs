namespace ComplianceHub.Web.Components.Layout;

/// <summary>
/// Where the numbers beside the rail's entries come from. Optional: without a registration the rail has no numbers.
/// Register it scoped: <c>services.AddScoped(provider => new NavCountSource(ct => provider.GetRequiredService&lt;XQueries>().CountsAsync(ct)))</c>.
/// </summary>
/// <param name="count">Path of a page (as in <see cref="NavItem.Href"/>) → its number.</param>
public sealed class NavCountSource(Func<CancellationToken, Task<IReadOnlyDictionary<string, int>>> count)
{
    /// <summary>Reads the numbers now.</summary>
    public async Task<NavCounts> CountAsync(CancellationToken cancellationToken)
    {
        return new NavCounts(await count(cancellationToken));
    }
}

/// <summary>The numbers beside the rail's entries; the layout cascades them.</summary>
/// <param name="ByHref">Path of a page → its number.</param>
public sealed record NavCounts(IReadOnlyDictionary<string, int> ByHref)
{
    public static NavCounts Nothing { get; } = new(new Dictionary<string, int>());

    /// <summary>The number beside the entry of that path, or null.</summary>
    public int? For(string href)
    {
        return ByHref.TryGetValue(href, out var count) ? count : null;
    }
}

/// <summary>The organisation's name as the settings give it: it stands in the top bar instead of the one that set-up was told.</summary>
public sealed record OrganisationName(string Value);
