namespace ComplianceHub.Storage.Entities;

/// <summary>A source that is crawled: a folder of repositories, a Git repository, an OCI layout folder or a registry.</summary>
public sealed class Connection
{
    public int Id { get; init; }

    /// <summary>Kind of connector, for instance <c>folder</c>, <c>git</c>, <c>oci-layout</c>, <c>registry</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Shown to people; unique.</summary>
    public required string Name { get; set; }

    /// <summary>Path or URL; never holds credentials.</summary>
    public required string Location { get; set; }

    /// <summary>Registry host the images of an OCI layout folder belong to, or a Git host's name for local repositories; null for the location's own.</summary>
    public string? HostAlias { get; set; }

    public string? UserName { get; set; }

    /// <summary>Password or token, encrypted by Data Protection; never shown or logged.</summary>
    public byte[]? ProtectedSecret { get; set; }

    /// <summary>Whether Git history is walked.</summary>
    public bool WithHistory { get; set; }

    /// <summary>Whether private and loopback addresses, and plain http, are allowed.</summary>
    public bool IsInternal { get; set; }

    public DateTime CreatedAt { get; init; }
}
