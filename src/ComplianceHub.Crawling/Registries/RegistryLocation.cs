using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.Registries;

/// <summary>Where a registry is and which part of it is wanted.</summary>
/// <param name="Origin">Scheme, host and port of the API.</param>
/// <param name="Host">As image references name it.</param>
/// <param name="Prefix">Only this repository and those below it; empty for all.</param>
internal sealed record RegistryLocation(Uri Origin, string Host, string Prefix)
{
    /// <summary>Reads <c>https://host[:port][/path/prefix]</c>; the scheme may be left out.</summary>
    public static RegistryLocation Of(Connection connection)
    {
        var text = connection.Location.Trim();
        if (!Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            throw new ConnectorException(FailureKind.Malformed, "The address of a registry is https://host, or https://host/path for a part of it.");
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new ConnectorException(FailureKind.Malformed, "The address must hold nothing but host and path; credentials have fields of their own.");
        }

        var prefix = Uri.UnescapeDataString(url.AbsolutePath).Trim('/');
        prefix = prefix == "v2" ? "" : prefix.StartsWith("v2/", StringComparison.Ordinal) ? prefix[3..] : prefix;
        if (prefix.Length > 0 && !RegistryNames.IsRepository(prefix))
        {
            throw new ConnectorException(FailureKind.Malformed, $"The path {prefix} cannot be a repository's name: lower-case letters, digits, and . _ - between them.");
        }

        // Docker Hub is docker.io to people and in references, and registry-1.docker.io to programs.
        var isHub = url.IdnHost is "docker.io" or "index.docker.io" or "registry-1.docker.io" or "hub.docker.com";
        var origin = isHub ? new Uri("https://registry-1.docker.io") : new Uri(url.GetLeftPart(UriPartial.Authority));
        var host = connection.HostAlias is { Length: > 0 } alias ? alias : isHub ? "docker.io" : origin.IsDefaultPort ? origin.IdnHost : $"{origin.IdnHost}:{origin.Port}";
        return new RegistryLocation(origin, host, prefix);
    }

    public bool Wants(string repository) =>
        Prefix.Length == 0 || repository == Prefix || (repository.StartsWith(Prefix, StringComparison.Ordinal) && repository[Prefix.Length] == '/');
}
