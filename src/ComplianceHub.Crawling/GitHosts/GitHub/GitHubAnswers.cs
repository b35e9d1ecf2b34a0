using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>An answer of the query language: data, errors, or some of both.</summary>
internal sealed record GraphQlAnswer(JsonElement? Data, ImmutableArray<GraphQlError> Errors)
{
    public ImmutableArray<GraphQlError> Errors { get; } = Errors.IsDefault ? [] : Errors;
}

/// <param name="Path">Names and numbers that lead to what is missing.</param>
internal sealed record GraphQlError(string? Type, string? Message, ImmutableArray<JsonElement> Path, GraphQlErrorExtensions? Extensions);

internal sealed record GraphQlErrorExtensions([property: JsonPropertyName("saml_failure")] bool SamlFailure);

/// <summary>A page of an owner's repositories.</summary>
internal sealed record OwnerAnswer(OwnerListing? RepositoryOwner);

internal sealed record OwnerListing(string? Login, ListingPage? Repositories);

/// <param name="Nodes">A node that could not be answered is null.</param>
internal sealed record ListingPage(int TotalCount, PageInfo PageInfo, ImmutableArray<ListedNode?> Nodes);

internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

internal sealed record ListedNode(
    string? Id, long? DatabaseId, string? NameWithOwner, bool IsArchived, bool IsDisabled, bool IsFork, bool IsEmpty, ListedBranch? DefaultBranchRef);

internal sealed record ListedBranch(string? Name, ListedCommit? Target);

internal sealed record ListedCommit(string? Oid, DateTimeOffset? CommittedDate);

/// <summary>A tree, recursive or not; https://docs.github.com/rest/git/trees.</summary>
internal sealed record TreeAnswer(string? Sha, bool Truncated, ImmutableArray<TreeItem> Tree);

/// <param name="Size">Null for anything but a file.</param>
internal sealed record TreeItem(string? Path, string? Mode, string? Type, string? Sha, long? Size);

/// <summary>A content; https://docs.github.com/rest/git/blobs.</summary>
internal sealed record BlobAnswer(string? Content, string? Encoding);

/// <param name="Text">Null when it is binary; what is no UTF-8 in it was replaced.</param>
internal sealed record BlobNode(string? Oid, bool? IsTruncated, string? Text);
