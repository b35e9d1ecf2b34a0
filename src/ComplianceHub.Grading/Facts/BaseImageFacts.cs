using System.Collections.Immutable;

namespace ComplianceHub.Grading.Facts;

/// <summary>What kind of distribution a base image is, as minimal-base judges it.</summary>
public enum BaseFamily
{
    Unknown,
    Scratch,
    Distroless,
    Busybox,
    Alpine,
    Wolfi,
    Chiseled,
    UbiMicro,
    UbiMinimal,
    OtherMinimal,

    /// <summary>A <c>-slim</c> variant: half the budget.</summary>
    Slim,
    Full,
    Windows,
}

/// <summary>What is known of a base image, from the table of well-known bases or from its crawled config.</summary>
/// <param name="User">Default user as its config has it; empty means root, null means not known.</param>
/// <param name="ShipsBuildTools">Whether compilers or an SDK are in it; null when not known.</param>
/// <param name="Source">Where this is known from: a page's address, or the digest of the crawled config.</param>
/// <param name="AsOf">When it was read.</param>
public sealed record BaseImageFacts(string? User, BaseFamily Family, bool? ShipsBuildTools, string Source, DateOnly AsOf)
{
    /// <summary>Names of the environment variables it sets (PATH is taken for granted); null when they are not known.</summary>
    public ImmutableHashSet<string>? Variables { get; init; }

    /// <summary>What its tag stood for when the registry was asked; null for what the table of well-known bases has.</summary>
    public string? Digest { get; init; }

    /// <summary>The directory in which its commands run; null when it is not known.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Platforms it is built for, for instance <c>linux/arm64/v8</c>; empty when they are not known.</summary>
    public ImmutableArray<string> Platforms { get; init; } = [];
}
