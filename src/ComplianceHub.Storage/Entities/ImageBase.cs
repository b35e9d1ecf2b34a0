namespace ComplianceHub.Storage.Entities;

/// <summary>An external image that an Image's Dockerfile names in a stage.</summary>
public sealed class ImageBase
{
    public long Id { get; init; }

    public long ImageId { get; init; }

    public Image? Image { get; init; }

    /// <summary><c>domain/path</c> without tag and digest.</summary>
    public required string Repository { get; init; }

    public string? Tag { get; init; }

    public string? Digest { get; init; }

    /// <summary>As Docker shows it.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether what ships stands on it; otherwise it is used while building.</summary>
    public bool IsShipped { get; init; }

    public int Line { get; init; }
}
