namespace ComplianceHub.Storage.Entities;

/// <summary>Who did what to what: append-only.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public DateTime At { get; init; }

    /// <summary>A person's or program's name as shown to people, for instance <c>joiner</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>For instance <c>image.linked</c>.</summary>
    public required string Action { get; init; }

    /// <summary>For instance <c>image/42</c>.</summary>
    public required string Subject { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }
}
