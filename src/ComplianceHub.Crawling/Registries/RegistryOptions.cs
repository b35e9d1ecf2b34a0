namespace ComplianceHub.Crawling.Registries;

/// <summary>Limits of a registry's crawl; the defaults are those of real registries.</summary>
public sealed record RegistryOptions
{
    /// <summary>Entries asked for in a page; ECR refuses more than 1,000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Pages of one listing.</summary>
    public int Pages { get; init; } = 10_000;

    public int TagsOfARepository { get; init; } = 1_000_000;

    /// <summary>Bytes of a manifest, index, config or page. Registries refuse to store larger manifests.</summary>
    public int Document { get; init; } = 4 << 20;

    /// <summary>Bytes of an answer of a token service, or of an error.</summary>
    public int Token { get; init; } = 64 << 10;

    /// <summary>Repositories and documents read at once.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>After so many repositories in a row that could not be reached, the registry counts as down.</summary>
    public int UnreachableInARow { get; init; } = 8;

    /// <summary>After so many repositories that were rate limited, the registry as a whole counts as limited.</summary>
    public int RateLimited { get; init; } = 2;

    /// <summary>Token services on other hosts than their registry's, by registry host: tokens are asked from no other.</summary>
    public IReadOnlyDictionary<string, string> TokenHosts { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["registry-1.docker.io"] = "auth.docker.io",
        ["registry.gitlab.com"] = "gitlab.com",
        ["nvcr.io"] = "authn.nvidia.com",
    };
}
