namespace ComplianceHub.Grading.Facts;

/// <summary>A file that runs an image: a compose file or a Kubernetes manifest.</summary>
/// <param name="Repository">Name of the Git repository that the file is in.</param>
/// <param name="Path">Slash separated.</param>
/// <param name="Place">What runs it, for people: <c>service db</c>, <c>Deployment api</c>.</param>
/// <param name="Line">1-based.</param>
/// <param name="Reference">As Docker shows it; without tag or digest where those cannot be known.</param>
/// <param name="ImageRepository"><c>domain/path</c> without tag and digest, every spelling of Docker Hub as <c>docker.io</c>.</param>
public sealed record UsageFacts(string Repository, string Path, string Place, int Line, string Reference, string ImageRepository)
{
    /// <summary>Whether running it pulls it from Docker Hub.</summary>
    public bool IsDockerHub => ImageRepository.StartsWith("docker.io/", StringComparison.Ordinal);
}
