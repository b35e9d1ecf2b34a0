namespace ComplianceHub.Storage.Entities;

/// <summary>A team that owns Images. Never a person.</summary>
public sealed class Team
{
    public int Id { get; init; }

    /// <summary>Unique, lower case, for instance <c>data-platform</c>.</summary>
    public required string Slug { get; init; }

    public required string Name { get; set; }

    /// <summary>Score to reach in basis points; null for the organisation's.</summary>
    public int? Target { get; set; }
}
