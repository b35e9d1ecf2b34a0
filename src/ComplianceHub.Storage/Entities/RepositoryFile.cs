using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Storage.Entities;

/// <summary>A file at the head of a repository that is not a Dockerfile: ownership, catalogue, ignore and compose files.</summary>
public sealed class RepositoryFile
{
    public int Id { get; init; }

    public int RepositoryId { get; init; }

    public Repository? Repository { get; init; }

    public required string Path { get; init; }

    public required string BlobSha { get; set; }

    public FileKind Kind { get; set; }

    /// <summary>The reader's version and the text that its <see cref="Usage"/> rows were read from; null until they were.</summary>
    public string? DefinitionsReadFrom { get; set; }
}
