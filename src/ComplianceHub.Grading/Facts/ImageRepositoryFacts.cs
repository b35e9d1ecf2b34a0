using System.Collections.Immutable;

namespace ComplianceHub.Grading.Facts;

/// <summary>A repository of a registry with its tags as observed now. Signature and attestation tags are left out.</summary>
/// <param name="Registry">Host with port, for instance <c>registry.example.org</c>.</param>
public sealed record ImageRepositoryFacts(string Registry, string Name, ImmutableArray<TagFacts> Tags)
{
    /// <summary>
    /// Whether some or all tags could not be read this time: tags that were observed before and are not named here still stand. The repository counts as
    /// seen, so that trouble of ours never makes it look gone.
    /// </summary>
    public bool IsPartial { get; init; }
}

/// <summary>A tag and the digest it points at.</summary>
/// <param name="PushedAt">When the registry says it was pushed; else the config's creation time; null when neither is known.</param>
public sealed record TagFacts(string Tag, string Digest, DateTime? PushedAt);

/// <summary>A manifest, index or config as bytes, verified against its digest.</summary>
/// <param name="Digest"><c>sha256:…</c>.</param>
public sealed record RegistryDocument(string Digest, string MediaType, ReadOnlyMemory<byte> Content);
