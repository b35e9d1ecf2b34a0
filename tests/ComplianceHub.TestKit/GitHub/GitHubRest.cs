using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ComplianceHub.TestKit.GitHub;

/// <summary>The used part of REST: trees and contents of a repository by number, and what an App asks for.</summary>
internal sealed class GitHubRest(GitHubServer server)
{
    public (int Status, JsonNode Body) Answer(HttpContext context, string path)
    {
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["api", "v3", "repositories", var id, .. var rest] => Repository(context, long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? server.Find(number) : null, rest),
            ["api", "v3", "orgs" or "users", var owner, "installation"] => Installation(owner, path.Contains("/users/", StringComparison.Ordinal)),
            ["api", "v3", "app", "installations", var id, "access_tokens"] when context.Request.Method == "POST" => AccessToken(id),
            _ => NotFound(),
        };
    }

    private static (int Status, JsonNode Body) NotFound() => (404, GitHubServer.Message("Not Found"));

    private static (int Status, JsonNode Body) Forbidden(string message) => (403, GitHubServer.Message(message));

    private (int Status, JsonNode Body) Repository(HttpContext context, GitHubRepository? repository, string[] rest)
    {
        switch (repository?.Access)
        {
            case null or GitHubAccess.Gone or GitHubAccess.Withheld:
                return NotFound();
            case GitHubAccess.LacksPermission:
                context.Response.Headers["X-Accepted-GitHub-Permissions"] = "contents=read";
                return Forbidden("Resource not accessible by integration");
            case GitHubAccess.AccessBlocked:
                return Forbidden("Repository access blocked");
            case GitHubAccess.IpRestricted:
                return Forbidden($"Although you appear to have the correct authorization credentials, the `{repository.Owner}` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.");
            case GitHubAccess.SingleSignOn:
                context.Response.Headers["X-GitHub-SSO"] = "required; url=https://example.org/sso";
                return Forbidden("Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.");
            case GitHubAccess.Blocked:
                var blocked = GitHubServer.Message("Repository access blocked");
                blocked["block"] = new JsonObject { ["reason"] = "dmca", ["created_at"] = "2026-01-01T00:00:00Z", ["html_url"] = "https://example.org/notice" };
                return (451, blocked);
        }

        return rest switch
        {
            ["git", "trees", var sha] => Tree(context, repository, sha, context.Request.Query.ContainsKey("recursive")),
            ["git", "blobs", var sha] => Blob(context, repository, sha),
            _ => NotFound(),
        };
    }

    private (int Status, JsonNode Body) Tree(HttpContext context, GitHubRepository repository, string sha, bool recursive)
    {
        if (repository.Head is null)
        {
            return (409, GitHubServer.Message("Git Repository is empty."));
        }

        if (!repository.HasTree(sha))
        {
            return NotFound();
        }

        var entries = new List<GitHubTreeEntry>();
        Collect(repository, sha, "", recursive, entries);
        var truncated = entries.Count > server.Faults.LargestTree;
        var url = $"{server.Url}/api/v3/repos/{repository.FullName}/git";
        var tree = entries.Take(truncated ? server.Faults.LargestTree!.Value : int.MaxValue).Select(e =>
        {
            var item = new JsonObject { ["path"] = e.Path, ["mode"] = e.Mode, ["type"] = e.Type, ["sha"] = e.Sha };
            if (e.Size is { } size)
            {
                item["size"] = size;
            }

            if (e.Type != "commit")
            {
                item["url"] = $"{url}/{e.Type}s/{e.Sha}";
            }

            return (JsonNode)item;
        });
        context.Response.Headers.ETag = $"W/\"{sha}\"";
        return (200, new JsonObject { ["sha"] = sha, ["url"] = $"{url}/trees/{sha}", ["tree"] = new JsonArray([.. tree]), ["truncated"] = truncated });
    }

    private static void Collect(GitHubRepository repository, string sha, string prefix, bool recursive, List<GitHubTreeEntry> entries)
    {
        foreach (var entry in repository.Tree(sha))
        {
            entries.Add(entry with { Path = prefix + entry.Path });
            if (recursive && entry.Type == "tree")
            {
                Collect(repository, entry.Sha, prefix + entry.Path + "/", recursive, entries);
            }
        }
    }

    private (int Status, JsonNode Body) Blob(HttpContext context, GitHubRepository repository, string sha)
    {
        if (server.ContentOf(repository, sha) is not { } content)
        {
            return NotFound();
        }

        context.Response.Headers.ETag = $"\"{sha}\"";
        return (200, new JsonObject
        {
            ["sha"] = sha,
            ["node_id"] = "B_" + sha,
            ["size"] = content.Length,
            ["url"] = $"{server.Url}/api/v3/repos/{repository.FullName}/git/blobs/{sha}",
            ["content"] = Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks),
            ["encoding"] = "base64",
        });
    }

    private (int Status, JsonNode Body) Installation(string owner, bool isUser) => server.App is not { } app || app.Owner != owner || app.IsUser != isUser
        ? NotFound()
        : (200, new JsonObject
        {
            ["id"] = app.InstallationId,
            ["account"] = new JsonObject { ["login"] = owner, ["id"] = 1, ["type"] = isUser ? "User" : "Organization" },
            ["repository_selection"] = "all",
            ["target_type"] = isUser ? "User" : "Organization",
            ["permissions"] = new JsonObject { ["contents"] = "read", ["metadata"] = "read" },
            ["events"] = new JsonArray(),
            ["suspended_at"] = app.IsSuspended ? "2026-01-01T00:00:00Z" : null,
        });

    private (int Status, JsonNode Body) AccessToken(string id)
    {
        if (server.App is not { } app || id != app.InstallationId.ToString(CultureInfo.InvariantCulture))
        {
            return NotFound();
        }

        var (token, expires) = app.MakeToken();
        return (201, new JsonObject
        {
            ["token"] = token,
            ["expires_at"] = expires.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["permissions"] = new JsonObject { ["contents"] = "read", ["metadata"] = "read" },
            ["repository_selection"] = "all",
        });
    }
}
