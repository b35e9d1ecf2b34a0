using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A label for an address that holds none.</summary>
public sealed class LabelUrl : LabelValueRule
{
    private static readonly HashSet<string> s_keys =
    [
        "org.opencontainers.image.url", "org.opencontainers.image.source", "org.opencontainers.image.documentation", "org.label-schema.url", "org.label-schema.vcs-url",
    ];

    private static readonly string[] s_hosts = ["github.com/", "gitlab.com/", "bitbucket.org/", "codeberg.org/", "www."];

    private static readonly string[] s_schemes = ["http", "https", "git", "ssh", "git+https", "git+ssh"];

    public override RuleDescriptor Descriptor { get; } = new("label-url", "A label for an address holds none", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3052"],
        Links = ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
    };

    protected override bool Concerns(string key, Policy policy) => s_keys.Contains(key);

    /// <summary>Addresses on well-known hosts without their scheme.</summary>
    protected override string? CorrectionOf(string key, string value) =>
        s_hosts.Any(h => value.StartsWith(h, StringComparison.OrdinalIgnoreCase)) && !value.Any(char.IsWhiteSpace) ? "https://" + value : null;

    protected override string? ProblemOf(string key, string value) =>
        value.Length == 0 || IsSshShorthand(value) || (Uri.TryCreate(value, UriKind.Absolute, out var uri) && s_schemes.Contains(uri.Scheme) && uri.Host.Length > 0) ? null : "is no address";

    /// <summary><c>git@host:path</c></summary>
    private static bool IsSshShorthand(string value) => value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && value.IndexOf(':', at) > at + 1;
}
