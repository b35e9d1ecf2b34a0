using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Storage;

/// <summary>Who owns an Image and how that is known; a null slug says that nobody does.</summary>
/// <param name="Source">For instance <c>CODEOWNERS</c> or <c>Backstage</c>.</param>
/// <param name="Evidence">For instance the file and line.</param>
public sealed record OwnerDecision(long ImageId, string? TeamSlug, string? TeamName, string? Source, string? Evidence);

/// <summary>What the joiner may look at: a live build target …</summary>
/// <param name="Urls">Where the repository is: clone and web address.</param>
/// <param name="HeadCommit">Commit of the Dockerfile's text, or the repository's head.</param>
public sealed record JoinTarget(
    int BuildTargetId, long? ImageId, string Host, string Repository, IReadOnlyList<string> Urls, string Path, string? Target, string? HeadCommit);

/// <summary>… a file that says what it builds …</summary>
/// <param name="Kind">Of the file.</param>
/// <param name="File">Its path in the target's repository.</param>
/// <param name="Name">The service, bake target or step.</param>
/// <param name="ImageRepository"><c>domain/path</c>, every spelling of Docker Hub as <c>docker.io</c>.</param>
public sealed record JoinBuild(int BuildTargetId, FileKind Kind, string File, string Name, string ImageRepository);

public sealed record JoinFile(FileKind Kind, string Path, string Text);

/// <summary>… and a live registry repository with what its newest tag says.</summary>
/// <param name="Labels">Of the newest tag's config; annotations override them.</param>
/// <param name="LinkMethod"><c>own</c> when it is not joined.</param>
public sealed record JoinRepository(
    int ImageRepositoryId, long? ImageId, string Registry, string Name, string? Tag, string? Digest, string? ConfigDigest,
    IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> DiffIds, int? LinkedBuildTargetId, string LinkMethod);

public sealed record JoinInputs(IReadOnlyList<JoinTarget> Targets, IReadOnlyList<JoinBuild> Builds, IReadOnlyList<JoinRepository> Repositories);

/// <summary>What ownership may look at, for one Image.</summary>
/// <param name="Path">Of the Dockerfile; null without one.</param>
/// <param name="CodeOwners">CODEOWNERS files of the repository by path, all homes.</param>
/// <param name="Catalogs">catalog-info files of the repository by path.</param>
/// <param name="Labels">Of the newest shipped config.</param>
public sealed record OwnershipInput(
    long ImageId, string Image, string? Host, string? Repository, string? Path, IReadOnlyList<JoinFile> CodeOwners, IReadOnlyList<JoinFile> Catalogs,
    IReadOnlyList<string> ImageRepositories, IReadOnlyDictionary<string, string> Labels, string? TeamSlug, string? OwnerSource);

/// <summary>A file that says what is built or run, to be read.</summary>
/// <param name="Repository">Name of the Git repository.</param>
public sealed record DefinitionFile(int RepositoryFileId, string Repository, FileKind Kind, string Path, string BlobSha, string Text);

/// <summary>What was read out of such a file.</summary>
/// <param name="BlobSha">Of the text that was read.</param>
public sealed record DefinitionFacts(int RepositoryFileId, string BlobSha, IReadOnlyCollection<FileUsage> Usages, IReadOnlyCollection<FileBuild> Builds);

/// <summary>An image that a file says is to run: once for each reference.</summary>
/// <param name="Reference">As Docker shows it.</param>
/// <param name="ImageRepository"><c>domain/path</c> without tag and digest, every spelling of Docker Hub as <c>docker.io</c>.</param>
/// <param name="Place">What runs it, for people: <c>service db</c>, <c>Deployment api</c>.</param>
/// <param name="Line">1-based.</param>
public sealed record FileUsage(string Reference, string ImageRepository, string Place, int Line);

/// <summary>A build that a file describes, and one of the names it gives the result.</summary>
/// <param name="Name">The service, bake target or step, for people.</param>
/// <param name="Line">1-based.</param>
/// <param name="Dockerfile">Path in the repository.</param>
/// <param name="Target">The stage that is built; null for the last one.</param>
/// <param name="ImageRepository"><c>domain/path</c> without tag and digest, every spelling of Docker Hub as <c>docker.io</c>.</param>
public sealed record FileBuild(string Name, int Line, string Dockerfile, string? Target, string ImageRepository);
