namespace ComplianceHub.Grading.Rules;

/// <summary>How long something in a base image is maintained: its distribution, its runtime, or the image itself.</summary>
/// <param name="Product">For people: <c>Debian</c>.</param>
/// <param name="Cycle">The release that is kept up to date as one: <c>12</c>; empty for an image that was given up as a whole, or one without releases.</param>
/// <param name="EndsOn">The last day on which everybody gets security fixes for nothing; null when it has no end (<see cref="IsRolling"/>) or nobody has set one yet.</param>
/// <param name="IsRolling">It has no releases: the newest is what is maintained.</param>
/// <param name="Source">The vendor's page.</param>
public sealed record BaseLifetime(string Product, string Cycle, DateOnly? EndsOn, bool IsRolling, string Source)
{
    /// <summary><c>Debian 12</c>.</summary>
    public string Name => Cycle.Length == 0 ? Product : $"{Product} {Cycle}";
}
