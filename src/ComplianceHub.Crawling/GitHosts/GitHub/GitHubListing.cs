using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>A repository as the listing shows it.</summary>
/// <param name="NodeId">Its name in the query language.</param>
/// <param name="Head">The default branch's commit; null when the repository is empty.</param>
internal sealed record ListedRepository(
    string NodeId, long Id, string Name, bool IsArchived, bool IsDisabled, bool IsFork, string Branch, string? Head, DateTime? HeadCommittedAt)
{
    /// <summary>Survives renames.</summary>
    public string ExternalId => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One page of the listing.</summary>
/// <param name="Withheld">Why repositories of this page cannot even be named.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
internal sealed record ListedPage(ImmutableArray<ListedRepository> Repositories, ImmutableArray<ConnectorException> Withheld, int Total, string? Cursor);

/// <summary>
/// Lists an organisation's or a user's repositories with the commits of their default branches, a hundred a query, oldest first so that what is created
/// meanwhile comes last. A page that is too much for the host is asked for again in half the size.
/// </summary>
internal sealed partial class GitHubListing(GitHubApi api, int pageSize)
{
    private const string Query = """
        query($owner: String!, $first: Int!, $after: String) {
          repositoryOwner(login: $owner) {
            login
            repositories(first: $first, after: $after, ownerAffiliations: [OWNER], orderBy: {field: CREATED_AT, direction: ASC}) {
              totalCount
              pageInfo { hasNextPage endCursor }
              nodes {
                id databaseId nameWithOwner isArchived isDisabled isFork isEmpty
                defaultBranchRef { name target { oid ... on Commit { committedDate } } }
              }
            }
          }
        }
        """;

    /// <summary>Repositories a page, as the host was last able to answer.</summary>
    public int PageSize { get; private set; } = pageSize;

    private string What => $"the repositories of {api.Address.Owner}";

    /// <returns>Null when the host does not know the cursor any more.</returns>
    public async Task<ListedPage?> PageAsync(string? after, CancellationToken cancellationToken)
    {
        for (var size = PageSize; ; size = Math.Max(1, size / 2))
        {
            try
            {
                var page = await OnceAsync(after, size, cancellationToken);
                PageSize = size;
                return page;
            }
            catch (ConnectorException e) when (size > 1 && e.Failure is FailureKind.Timeout or FailureKind.HostError && e.RetryAfter is null)
            {
                // Half of it may be answered in time.
            }
        }
    }

    private async Task<ListedPage?> OnceAsync(string? after, int size, CancellationToken cancellationToken)
    {
        var answer = await api.QueryAsync(Query, new { owner = api.Address.Owner, first = size, after }, What, cancellationToken);
        if (after is not null && answer.Errors.Any(e => e.Type == "INVALID_CURSOR_ARGUMENTS" || e.Message?.Contains("valid cursor", StringComparison.Ordinal) == true))
        {
            return null;
        }

        var listing = Read(answer)?.RepositoryOwner?.Repositories;
        if (listing is null)
        {
            throw answer.Errors is [var error, ..] ? GitHubErrors.Of(error, api.Address.Host, What)
                : new ConnectorException(FailureKind.NotFound, $"{api.Address.Host} has no organisation or user {api.Address.Owner}, or the token may not see it.");
        }

        var withheld = answer.Errors.Select(e => GitHubErrors.Of(e, api.Address.Host, "a repository of the listing")).ToList();
        if (withheld.Find(w => w.Failure == FailureKind.Timeout) is { } tooMuch)
        {
            // Half an answer: what is missing may come with a smaller page.
            throw tooMuch;
        }

        var repositories = listing.Nodes.IsDefault ? [] : listing.Nodes.Select(Checked).ToList();
        if (repositories.Count(r => r is null) > withheld.Count)
        {
            withheld.Add(new ConnectorException(FailureKind.Malformed, $"{api.Address.Host} lists a repository without saying which."));
        }

        var next = listing.PageInfo is { HasNextPage: true, EndCursor: { Length: > 0 } cursor } ? cursor : null;
        return next is not null && next == after
            ? throw new ConnectorException(FailureKind.Malformed, $"{api.Address.Host} lists the same page again and again.")
            : new ListedPage([.. repositories.OfType<ListedRepository>().DistinctBy(r => r.Id)], [.. withheld], listing.TotalCount, next);
    }

    private static OwnerAnswer? Read(GraphQlAnswer answer)
    {
        try
        {
            return answer.Data is { ValueKind: JsonValueKind.Object } data ? data.Deserialize<OwnerAnswer>(GitHubJson.Options) : null;
        }
        catch (JsonException e)
        {
            throw new ConnectorException(FailureKind.Malformed, "The listing of repositories has a form that GitHub does not have.", null, e);
        }
    }

    private static ListedRepository? Checked(ListedNode? node)
    {
        if (node is not { Id: { Length: > 0 and <= 200 } id, DatabaseId: > 0 and { } number, NameWithOwner: { } name } || !Name().IsMatch(name))
        {
            return null;
        }

        var head = node.IsEmpty ? null : node.DefaultBranchRef?.Target?.Oid;
        return head is not null && !ObjectId().IsMatch(head) ? null : new ListedRepository(
            id, number, name, node.IsArchived, node.IsDisabled, node.IsFork, node.DefaultBranchRef?.Name ?? "HEAD", head, node.DefaultBranchRef?.Target?.CommittedDate?.UtcDateTime);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,200}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex("^(?:[0-9a-f]{40}|[0-9a-f]{64})$", RegexOptions.NonBacktracking)]
    internal static partial Regex ObjectId();
}
