namespace ComplianceHub.Crawling.Definitions;

/// <summary>An image that a file says is to run.</summary>
/// <param name="Place">What runs it, for people: <c>service db</c>.</param>
/// <param name="Line">1-based.</param>
internal sealed record FoundUsage(NamedImage Image, string Place, int Line);
