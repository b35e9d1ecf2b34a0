using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Layout;

/// <summary>A place in the rail.</summary>
/// <param name="Href">Path of the page, with a leading slash.</param>
public sealed record NavItem(NavGroup Group, int Order, string Title, string Icon, string Href, bool OnBottomBar);

/// <summary>The pages of an assembly that carry <see cref="NavItemAttribute"/>.</summary>
public static class NavItems
{
    /// <summary>This program's pages in the order of the rail.</summary>
    public static IReadOnlyList<NavItem> All { get; } = In(typeof(NavItems).Assembly);

    /// <summary>The pages of <paramref name="assembly"/> in the order of the rail.</summary>
    /// <exception cref="InvalidOperationException">A page has the attribute but no route without parameters.</exception>
    public static IReadOnlyList<NavItem> In(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return [.. assembly.GetTypes()
            .Select(type => (Type: type, Item: type.GetCustomAttribute<NavItemAttribute>()))
            .Where(page => page.Item is not null)
            .Select(page => Of(page.Type, page.Item))
            .OrderBy(item => item.Group)
            .ThenBy(item => item.Order)
            .ThenBy(item => item.Title, StringComparer.Ordinal)];
    }

    private static NavItem Of(Type page, NavItemAttribute? item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var href = page.GetCustomAttributes<RouteAttribute>()
            .Select(route => route.Template)
            .Where(template => !template.Contains('{', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault()
            ?? throw new InvalidOperationException($"{page.Name} has a nav item but no route without parameters.");
        return new NavItem(item.Group, item.Order, item.Title, item.Icon, href, item.OnBottomBar);
    }
}
