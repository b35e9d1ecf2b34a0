using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>An image as a file names it, as far as it can be known.</summary>
/// <param name="Reference">As Docker shows it; without tag or digest where those are not known.</param>
/// <param name="Repository"><c>domain/path</c>, every spelling of Docker Hub as <c>docker.io</c>.</param>
internal sealed record NamedImage(string Reference, string Repository)
{
    private const int LongestText = 1_000;

    /// <summary>Whether nobody but Docker could push it under that name: what is built here and called so never leaves the machine.</summary>
    public bool IsLocal => Repository.StartsWith("docker.io/library/", StringComparison.Ordinal);

    /// <param name="text">With <see cref="Placeholders.Unknown"/> where something is not known; null when that is in the repository's name.</param>
    public static NamedImage? TryParse(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length is 0 or > LongestText)
        {
            return null;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && text.AsSpan(at).Contains(Placeholders.Unknown))
        {
            text = text[..at];
        }

        var colon = text.LastIndexOf(':');
        if (colon > text.LastIndexOf('/') && text.AsSpan(colon).Contains(Placeholders.Unknown))
        {
            text = text[..colon];
        }

        return ImageReference.TryParse(text, out _) is { } reference ? new NamedImage(reference.Familiar, reference.CanonicalRepository) : null;
    }
}
