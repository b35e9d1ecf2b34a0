using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ComplianceHub.TestKit.GitHub;

/// <summary>The used part of GitHub's schema, https://docs.github.com/graphql/reference, over repositories in memory.</summary>
internal sealed class GitHubSchema(GitHubServer server)
{
    public GraphQlObject Query => new("Query", [], new()
    {
        ["repositoryOwner"] = a => Owner((string?)a["login"]),
        ["node"] = a => server.Find(GitHubRepository.IdOf((string?)a["id"])) is { Access: GitHubAccess.Open } repository
            ? Repository(repository)
            : throw new GraphQlException("NOT_FOUND", $"Could not resolve to a node with the global id of '{a["id"]}'"),
    });

    private GraphQlObject? Owner(string? login)
    {
        if (!string.Equals(login, server.Owner, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return server.Faults.SingleSignOn
            ? throw new GraphQlException("FORBIDDEN", "Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.")
            {
                Extensions = new JsonObject { ["saml_failure"] = true },
            }
            : server.Faults.IpAllowList
                ? throw new GraphQlException("FORBIDDEN", $"Although you appear to have the correct authorization credentials, the `{login}` organization has an IP allow list enabled, and 192.0.2.1 is not permitted to access this resource.")
                : new GraphQlObject("Organization", ["RepositoryOwner"], new()
                {
                    ["login"] = _ => server.Owner,
                    ["repositories"] = Connection,
                });
    }

    private GraphQlObject Connection(GraphQlArguments arguments)
    {
        if (arguments["first"] is not long and not int || arguments["first"] is long and (< 1 or > 100))
        {
            throw new GraphQlException("EXCESSIVE_PAGINATION", "Requesting records on the `repositories` connection exceeds the `first` limit of 100 records.");
        }

        var first = Convert.ToInt32(arguments["first"], CultureInfo.InvariantCulture);
        var after = (string?)arguments["after"];
        if (after is not null && (server.Faults.ForgetsCursors || !after.StartsWith("Y3Vyc29yOnYyOgAA", StringComparison.Ordinal)))
        {
            throw new GraphQlException("INVALID_CURSOR_ARGUMENTS", $"`{after}` does not appear to be a valid cursor.");
        }

        var from = after is null || server.Faults.RepeatsPages ? 0 : long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(after))[12..], CultureInfo.InvariantCulture);
        var listed = server.Repositories;
        var start = server.IndexAfter(from);
        var page = listed.Skip(start).Take(first).ToList();
        var part = server.Faults.LargestCheapPage is { } cheap && first > cheap ? cheap : int.MaxValue;
        return new GraphQlObject("RepositoryConnection", [], new()
        {
            ["totalCount"] = _ => listed.Count,
            ["pageInfo"] = _ => new GraphQlObject("PageInfo", [], new()
            {
                ["hasNextPage"] = _ => start + page.Count < listed.Count,
                ["endCursor"] = _ => page.Count == 0 ? null : Convert.ToBase64String(Encoding.ASCII.GetBytes($"cursor:v2:\u0000\u0000{page[^1].Id}")),
            }),
            ["nodes"] = _ => page.Select((r, i) => i >= part ? new GraphQlException("RESOURCE_LIMITS_EXCEEDED", "Resource limits for this query exceeded.")
                : r.Access == GitHubAccess.Withheld ? new GraphQlException("FORBIDDEN", "Resource protected by organization policy.")
                : (object)Repository(r)),
        });
    }

    private GraphQlObject Repository(GitHubRepository repository) => new("Repository", ["Node"], new()
    {
        ["id"] = _ => repository.NodeId,
        ["databaseId"] = _ => repository.Id,
        ["nameWithOwner"] = _ => repository.FullName,
        ["isArchived"] = _ => repository.IsArchived,
        ["isDisabled"] = _ => repository.IsDisabled,
        ["isFork"] = _ => repository.IsFork,
        ["isEmpty"] = _ => repository.Head is null,
        ["defaultBranchRef"] = _ => repository.Head is not { } head ? null : new GraphQlObject("Ref", ["Node"], new()
        {
            ["name"] = _ => repository.Branch,
            ["target"] = _ => new GraphQlObject("Commit", ["GitObject", "Node"], new()
            {
                ["oid"] = _ => head,
                ["committedDate"] = _ => repository.CommittedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            }),
        }),
        ["object"] = a => Blob(repository, (string?)a["oid"] ?? ""),
    });

    private GraphQlObject? Blob(GitHubRepository repository, string oid)
    {
        if (server.ContentOf(repository, oid) is not { } content)
        {
            return null;
        }

        var isBinary = content.AsSpan().Contains((byte)0);
        return new GraphQlObject("Blob", ["GitObject", "Node"], new()
        {
            ["oid"] = _ => oid,
            ["byteSize"] = _ => content.Length,
            ["isBinary"] = _ => isBinary,
            ["isTruncated"] = _ => server.Faults.TruncatesTexts,
            ["text"] = _ => isBinary ? null : server.Faults.TruncatesTexts ? "" : Encoding.UTF8.GetString(content),
        });
    }
}
