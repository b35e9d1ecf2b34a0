using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Facts;

/// <summary>Declared evidence: one target of one Dockerfile as a crawler read it.</summary>
/// <param name="Path">Path in its repository, slash separated.</param>
/// <param name="Dockerfile">The parsed file.</param>
/// <param name="Target">Name of the target stage, or null for the final one.</param>
/// <param name="BlobSha">Git blob id of the text: the content key.</param>
/// <param name="Dockerignore">The .dockerignore that applies, when known.</param>
public sealed record BuildTargetFacts(string Path, Dockerfile Dockerfile, string? Target = null, string BlobSha = "", Dockerignore? Dockerignore = null)
{
    /// <summary>The stage that ships; null when the file has none or the target is not found.</summary>
    public Stage? Stage { get; } = Target is null ? Dockerfile.FinalStage : Dockerfile.FindStage(Target);

    /// <summary>What ShellCheck says of its scripts; null when it was not asked.</summary>
    public ShellCheckFacts? ShellCheck { get; init; }

    /// <summary>The same target of another text.</summary>
    public BuildTargetFacts Reread(string text) => new(Path, Dockerfile.Parse(text), Target, BlobSha, Dockerignore) { ShellCheck = ShellCheck };
}
