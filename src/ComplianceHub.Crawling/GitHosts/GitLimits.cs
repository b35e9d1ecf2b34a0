namespace ComplianceHub.Crawling.GitHosts;

/// <summary>How much of a repository is read. A limit that bites is a recorded failure; what lies within it is read all the same.</summary>
public sealed record GitLimits
{
    public static GitLimits Default { get; } = new();

    /// <summary>Relevant files a repository; Dockerfiles and CODEOWNERS come first.</summary>
    public int Files { get; init; } = 500;

    /// <summary>Kubernetes manifests a repository: charts and rendered manifests can be thousands.</summary>
    public int KubernetesFiles { get; init; } = 200;

    /// <summary>Entries of a tree, relevant or not; beyond it a crafted tree of trees would expand for ever.</summary>
    public int TreeEntries { get; init; } = 500_000;

    /// <summary>Bytes of a Dockerfile and of every other file but CODEOWNERS.</summary>
    public long FileBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of a CODEOWNERS file: GitHub ignores larger ones.</summary>
    public long CodeOwnersBytes { get; init; } = 3 * 1000 * 1000;

    /// <summary>Commits of a history that are walked, the newest first.</summary>
    public int Commits { get; init; } = 5_000;

    /// <summary>File changes of a history that are read.</summary>
    public int Changes { get; init; } = 100_000;

    /// <summary>How far back a history is walked.</summary>
    public TimeSpan HistoryAge { get; init; } = TimeSpan.FromDays(3653);

    /// <summary>Bytes a temporary clone may take on disk.</summary>
    public long CloneBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Time one repository may take, fetching included.</summary>
    public TimeSpan RepositoryTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Repositories that are read at the same time.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Bytes a file of this kind may have.</summary>
    public long BytesOf(Grading.Facts.FileKind kind) => kind == Grading.Facts.FileKind.CodeOwners ? CodeOwnersBytes : FileBytes;
}
