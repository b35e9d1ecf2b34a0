using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Storage;

/// <summary>Who owns an Image and how that is known; a null slug says that nobody does.</summary>
/// <param name="Source">For instance <c>CODEOWNERS</c> or <c>Backstage</c>.</param>
/// <param name="Evidence">For instance the file and line.</param>
public sealed record OwnerDecision(long ImageId, string? TeamSlug, string? TeamName, string? Source, string? Evidence);

/// <summary>What the joiner may look at: a live build target …</summary>
/// <param name="Urls">Where the repository is: clone and web address.</param>
/// <param name="Files">Compose, bake and workflow files of the repository, for references to what they build.</param>
/// <param name="HeadCommit">Commit of the Dockerfile's text, or the repository's head.</param>
public sealed record JoinTarget(
    int BuildTargetId, long? ImageId, string Host, string Repository, IReadOnlyList<string> Urls, string Path, string? Target, string? HeadCommit,
    IReadOnlyList<JoinFile> Files);

public sealed record JoinFile(FileKind Kind, string Path, string Text);

/// <summary>… and a live registry repository with what its newest tag says.</summary>
/// <param name="Labels">Of the newest tag's config; annotations override them.</param>
/// <param name="LinkMethod"><c>own</c> when it is not joined.</param>
public sealed record JoinRepository(
    int ImageRepositoryId, long? ImageId, string Registry, string Name, string? Tag, string? Digest, string? ConfigDigest,
    IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> DiffIds, int? LinkedBuildTargetId, string LinkMethod);

public sealed record JoinInputs(IReadOnlyList<JoinTarget> Targets, IReadOnlyList<JoinRepository> Repositories);

/// <summary>What ownership may look at, for one Image.</summary>
/// <param name="Path">Of the Dockerfile; null without one.</param>
/// <param name="CodeOwners">CODEOWNERS files of the repository by path, all homes.</param>
/// <param name="Catalogs">catalog-info files of the repository by path.</param>
/// <param name="Labels">Of the newest shipped config.</param>
public sealed record OwnershipInput(
    long ImageId, string Image, string? Host, string? Repository, string? Path, IReadOnlyList<JoinFile> CodeOwners, IReadOnlyList<JoinFile> Catalogs,
    IReadOnlyList<string> ImageRepositories, IReadOnlyDictionary<string, string> Labels, string? TeamSlug, string? OwnerSource);

/// <summary>A file that says what is built or run, to be read.</summary>
public sealed record DefinitionFile(int RepositoryFileId, FileKind Kind, string Path, string BlobSha, string Text);

/// <summary>What was read out of such a file.</summary>
/// <param name="BlobSha">Of the text that was read.</param>
public sealed record DefinitionFacts(int RepositoryFileId, string BlobSha, IReadOnlyCollection<FileUsage> Usages);

/// <summary>An image that a file says is to run: once for each reference.</summary>
/// <param name="Reference">As Docker shows it.</param>
/// <param name="ImageRepository"><c>domain/path</c> without tag and digest, every spelling of Docker Hub as <c>docker.io</c>.</param>
/// <param name="Place">What runs it, for people: <c>service db</c>, <c>Deployment api</c>.</param>
/// <param name="Line">1-based.</param>
public sealed record FileUsage(string Reference, string ImageRepository, string Place, int Line);
