using System.Text.RegularExpressions;

namespace ComplianceHub.Crawling.Registries;

/// <summary>The grammar of names, https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests; checked before any becomes a part of a URL.</summary>
internal static partial class RegistryNames
{
    public static bool IsRepository(string name) => name.Length <= 255 && Repository().IsMatch(name);

    public static bool IsTag(string tag) => tag.Length <= 128 && Tag().IsMatch(tag);

    /// <summary>
    /// A tag that stands for something attached to another digest, not for an image: cosign's <c>sha256-….sig</c>, <c>.att</c>, <c>.sbom</c>, and the
    /// referrers fallback <c>sha256-…</c>.
    /// </summary>
    public static bool IsAttachment(string tag) => Attachment().IsMatch(tag);

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Repository();

    [GeneratedRegex(@"^[a-zA-Z0-9_][a-zA-Z0-9._-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^sha256-[0-9a-f]{64}(\..+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Attachment();
}
