namespace ComplianceHub.Storage.Entities;

/// <summary>A text by its content: a Git blob or a registry document. Compressed and encrypted; read it through <see cref="TextVault"/>.</summary>
public sealed class Blob
{
    /// <summary>Git blob id, or <c>sha256:…</c> of a registry document.</summary>
    public required string Key { get; init; }

    /// <summary>Null for Git blobs.</summary>
    public string? MediaType { get; init; }

    /// <summary>Size of the clear content in bytes.</summary>
    public int Size { get; init; }

    public required byte[] Content { get; init; }

    public DateTime StoredAt { get; init; }
}
