using System.IO.Enumeration;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>The organisation's registries: a host (<c>registry.example.com</c>, <c>*.example.com</c>) or a host with the beginning of a path.</summary>
internal static class RegistryList
{
    public static bool Allows(Policy policy, ImageReference reference) => policy.Registries.Any(r => Fits(r, reference));

    private static bool Fits(string entry, ImageReference reference)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? entry : entry[..slash];
        var path = slash < 0 ? "" : entry[(slash + 1)..].TrimEnd('/');
        return FileSystemName.MatchesSimpleExpression(host, reference.IsDockerHub ? "docker.io" : reference.Domain, ignoreCase: true)
            && (path.Length == 0 || reference.Path == path || FileSystemName.MatchesSimpleExpression(path + "/*", reference.Path, ignoreCase: false));
    }
}
