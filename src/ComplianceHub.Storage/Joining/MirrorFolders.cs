namespace ComplianceHub.Storage.Joining;

/// <summary>Where a pull-through cache or a mirror keeps other people's images, by the habit of registries.</summary>
internal static class MirrorFolders
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "mirror", "mirrors", "proxy", "cache", "pull-through", "third-party", "thirdparty", "upstream", "dockerhub", "docker-hub", "library",
        "docker.io", "quay.io", "gcr.io", "ghcr.io", "mcr.microsoft.com", "registry.k8s.io", "public.ecr.aws", "registry.access.redhat.com",
    };

    /// <summary>The folder of a repository that makes it somebody else's, or null.</summary>
    /// <param name="path">Path in its registry.</param>
    public static string? Of(string path) => path.Split('/')[..^1].FirstOrDefault(s_names.Contains);
}
