namespace ComplianceHub.Dockerfiles;

/// <summary>
/// An image reference as https://github.com/distribution/reference defines it. <see cref="Domain"/> is always set
/// (docker.io when none is written), <see cref="Path"/> has <c>library/</c> added where Docker adds it.
/// </summary>
/// <param name="Domain">Registry host with port, for instance <c>docker.io</c>; <c>index.docker.io</c> is normalised to it.</param>
/// <param name="Path">Repository, for instance <c>library/ubuntu</c>.</param>
/// <param name="Tag">Null when none is written.</param>
/// <param name="Digest">For instance <c>sha256:…</c>; null when none is written.</param>
/// <param name="Original">As written.</param>
public sealed record ImageReference(string Domain, string Path, string? Tag, string? Digest, string Original)
{
    /// <summary>Whether it names docker.io in any spelling, <c>registry-1.docker.io</c> included.</summary>
    public bool IsDockerHub => Domain is "docker.io" or "registry-1.docker.io" or "registry.hub.docker.com";

    /// <summary><c>domain/path</c> without tag and digest: the identity of the repository.</summary>
    public string Repository => $"{Domain}/{Path}";

    /// <summary><see cref="Repository"/> with every spelling of Docker Hub as <c>docker.io</c>: what two references to one repository have in common.</summary>
    public string CanonicalRepository => IsDockerHub ? $"docker.io/{Path}" : Repository;

    /// <summary>As Docker shows it: <c>ubuntu:24.04</c>, without <c>docker.io/library/</c>.</summary>
    public string Familiar
    {
        get
        {
            var name = Domain != "docker.io" ? Repository : Path.StartsWith("library/", StringComparison.Ordinal) ? Path["library/".Length..] : Path;
            return name + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);
        }
    }

    /// <summary>Last part of the path, for instance <c>ubuntu</c>.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Fixed by a well-formed digest (sha256: 64 hex, sha512: 128 hex).</summary>
    public bool IsPinned => Digest is not null && ReferenceParser.IsStrictDigest(Digest);

    /// <summary>Reads a reference; null and a reason when it is none.</summary>
    public static ImageReference? TryParse(string text, out string? error) => ReferenceParser.TryParse(text, out error);
}
