using System.Collections.Immutable;

namespace ComplianceHub.Grading.Facts;

/// <summary>What a file of a repository is to us.</summary>
public enum FileKind
{
    Dockerfile,
    Dockerignore,
    CodeOwners,
    CatalogInfo,
    Compose,
    Bake,
    Kubernetes,
    Workflow,
}

/// <summary>A Git repository at its head, and (when asked for) the commits that touched the files we read.</summary>
/// <param name="Host">Host instance, for instance <c>git.example.org</c> or <c>local</c>.</param>
/// <param name="ExternalId">Identity on that host that survives renames: its numeric id; for plain and local Git the root commit and the first URL.</param>
/// <param name="Name">Name with groups, for instance <c>checkout/api</c>: an attribute.</param>
/// <param name="CloneUrl">Where it was read from, without credentials.</param>
/// <param name="WebUrl">Page for people, or null.</param>
/// <param name="HeadCommit">Null when the repository is empty.</param>
/// <param name="Files">The relevant files at the head.</param>
/// <param name="History">Oldest first; empty when history was not asked for or nothing is new.</param>
public sealed record RepositoryFacts(
    string Host,
    string ExternalId,
    string Name,
    string CloneUrl,
    string? WebUrl,
    string DefaultBranch,
    string? HeadCommit,
    DateTime? HeadCommittedAt,
    ImmutableArray<FileFacts> Files,
    ImmutableArray<CommitFacts> History)
{
    /// <summary>Whether the host keeps it for reading only.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether the host says that it was forked from another.</summary>
    public bool IsFork { get; init; }
}

/// <summary>One file at the head; its text is stored by blob id.</summary>
/// <param name="Path">Slash separated, relative to the root.</param>
/// <param name="BlobSha">Git blob id, lower-case hex.</param>
public sealed record FileFacts(string Path, string BlobSha, FileKind Kind, long Size);

/// <summary>A commit on the default branch's first-parent line that changed relevant files.</summary>
public sealed record CommitFacts(string Sha, DateTime CommittedAt, ImmutableArray<FileChange> Changes);

/// <summary>What a commit did to one file.</summary>
/// <param name="BlobSha">The new content; null when the file was deleted.</param>
/// <param name="RenamedFrom">The old path when the same commit moved it (same blob, or at least 60 % alike and unique).</param>
public sealed record FileChange(string Path, string? BlobSha, FileKind Kind, string? RenamedFrom);
