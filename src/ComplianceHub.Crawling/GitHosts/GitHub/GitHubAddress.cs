using System.Text.RegularExpressions;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>Where an instance of GitHub is, and whose repositories are wanted.</summary>
/// <param name="Web">Pages and clones, for instance <c>https://github.com/</c>.</param>
/// <param name="Api">Base of the REST API, with a slash at its end.</param>
/// <param name="Host">As repositories name it.</param>
/// <param name="Owner">Organisation or user.</param>
internal sealed partial record GitHubAddress(Uri Web, Uri Api, Uri GraphQl, string Host, string Owner)
{
    /// <summary>Reads <c>https://github.com/owner</c>, the same of an Enterprise Server, or <c>owner</c> alone for github.com.</summary>
    /// <exception cref="ConnectorException">It is something else.</exception>
    public static GitHubAddress Of(Connection connection)
    {
        var text = connection.Location.Trim();
        text = Login().IsMatch(text) ? "https://github.com/" + text : text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Query.Length > 0)
        {
            throw new ConnectorException(FailureKind.Malformed, "The address of an organisation or user is https://github.com/name, or the same of your own server.");
        }

        // What the browser shows for an organisation's start page and for its list of repositories.
        var path = url.AbsolutePath.Trim('/').Split('/');
        var owner = path is ["orgs", var name, ..] ? name : path[0];
        if (!Login().IsMatch(owner) || (path.Length > 1 && path[0] != "orgs"))
        {
            throw new ConnectorException(
                FailureKind.Malformed, path.Length > 1 ? "The address names more than an organisation or user. Add a single repository as a Git repository." : "The address names no organisation or user.");
        }

        var web = new Uri(url.GetLeftPart(UriPartial.Authority) + "/");
        var host = connection.HostAlias is { Length: > 0 } alias ? alias : web.IsDefaultPort ? web.IdnHost : $"{web.IdnHost}:{web.Port}";

        // https://docs.github.com/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api; ghe.com has a name of its own for the API.
        return web.IdnHost is "github.com" or "www.github.com" or "api.github.com"
            ? new GitHubAddress(new("https://github.com/"), new("https://api.github.com/"), new("https://api.github.com/graphql"), connection.HostAlias is { Length: > 0 } ? host : "github.com", owner)
            : web.IdnHost.EndsWith(".ghe.com", StringComparison.OrdinalIgnoreCase)
                ? new GitHubAddress(web, new($"https://api.{web.IdnHost}/"), new($"https://api.{web.IdnHost}/graphql"), host, owner)
                : new GitHubAddress(web, new(web, "/api/v3/"), new(web, "/api/graphql"), host, owner);
    }

    // Letters, digits and single hyphens; managed users have an underscore before their organisation's suffix.
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$", RegexOptions.NonBacktracking)]
    private static partial Regex Login();
}
