namespace ComplianceHub.Web.Components.Controls;

/// <summary>A filter of a list, kept in the address as <c>?key=value</c>, several values as several pairs.</summary>
/// <param name="Options">Empty for a filter that only links set: it has a chip while it is set, and no menu.</param>
/// <param name="More">Below the options: where the ones without room are; its value is the address.</param>
public sealed record FilterGroup(string Key, string Title, IReadOnlyList<FilterOption> Options, FilterOption? More = null)
{
    /// <summary>A filter that is on or off: its chip has no value.</summary>
    public bool IsSwitch { get; init; }
}

/// <summary>A value of a filter.</summary>
/// <param name="Count">How many rows it leaves, when that is known.</param>
public sealed record FilterOption(string Value, string Text, int? Count = null);
