namespace ComplianceHub.Web.Components.Layout;

/// <summary>Places of the layout that a page fills: <c>&lt;SectionContent SectionName="@LayoutSlots.AsOf">…</c>.</summary>
public static class LayoutSlots
{
    /// <summary>How old and how complete the page's facts are; in the top bar, or under it on a narrow screen.</summary>
    public const string AsOf = "as-of";

    /// <summary>Before the organisation's name: the signed-in reader's menu.</summary>
    public const string Account = "account";

    /// <summary>A bar across the page, above its heading (sample data, a policy being drafted).</summary>
    public const string Banner = "banner";
}
