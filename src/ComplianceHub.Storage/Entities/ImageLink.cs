namespace ComplianceHub.Storage.Entities;

/// <summary>Which Image a registry repository belongs to, and how that is known. One row for each registry repository.</summary>
public sealed class ImageLink
{
    /// <summary>Method of a repository that is not joined to a Dockerfile.</summary>
    public const string Own = "own";

    public int ImageRepositoryId { get; init; }

    public ImageRepository? ImageRepository { get; init; }

    public long ImageId { get; set; }

    /// <summary>How it was joined, for instance <c>label</c> or <c>provenance</c>; <see cref="Own"/> when it was not.</summary>
    public required string Method { get; set; }

    /// <summary>Per cent.</summary>
    public int Confidence { get; set; }

    public required string Evidence { get; set; }

    public DateTime LinkedAt { get; set; }
}
