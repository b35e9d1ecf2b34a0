namespace ComplianceHub.Web.Components.Layout;

/// <summary>Puts a page into the rail. The link is the page's first route without parameters.</summary>
/// <param name="group">One of <see cref="NavGroup"/>.</param>
/// <param name="order">Place within the group, ascending; leave gaps.</param>
/// <param name="title">Sentence case, one or two words.</param>
/// <param name="icon">A constant of <c>MudBlazor.Icons.Material.Outlined</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NavItemAttribute(NavGroup group, int order, string title, string icon) : Attribute
{
    public NavGroup Group { get; } = group;

    public int Order { get; } = order;

    public string Title { get; } = title;

    public string Icon { get; } = icon;

    /// <summary>True for the four pages that also stand in the bottom bar of a narrow screen.</summary>
    public bool OnBottomBar { get; set; }
}

/// <summary>The rail's groups, in the order in which it shows them.</summary>
public enum NavGroup
{
    /// <summary>The first group, which has no heading.</summary>
    None,
    People,
    Checklist,
    Evidence,
}
