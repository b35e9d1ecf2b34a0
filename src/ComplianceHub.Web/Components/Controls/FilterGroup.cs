namespace ComplianceHub.Web.Components.Controls;

/// <summary>A filter of a list, kept in the address as <c>?key=value</c>, several values as several pairs.</summary>
public sealed record FilterGroup(string Key, string Title, IReadOnlyList<FilterOption> Options);

/// <summary>A value of a filter.</summary>
/// <param name="Count">How many rows it leaves, when that is known.</param>
public sealed record FilterOption(string Value, string Text, int? Count = null);
