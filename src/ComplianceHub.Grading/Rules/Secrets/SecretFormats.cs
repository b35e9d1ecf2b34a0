using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>
/// Credentials that can be told by their form alone. One pass finds the prefixes, then a bounded run of the format's alphabet is read;
/// the few formats without a prefix are regular expressions that cannot backtrack. Linear in the text.
/// </summary>
internal static class SecretFormats
{
    private const string PemHeader = "-----BEGIN ";
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> s_alphanumeric = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> s_word = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
    private static readonly SearchValues<char> s_url = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");
    private static readonly SearchValues<char> s_dotted = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.=");
    private static readonly SearchValues<char> s_base64 = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=");

    /// <summary>Longer prefixes first where one begins with another.</summary>
    private static readonly ImmutableArray<Prefix> s_prefixes =
    [
        new("aws-access-key", "AKIA", s_alphanumeric, 16, 16), new("aws-access-key", "ASIA", s_alphanumeric, 16, 16),
        new("github-token", "github_pat_", s_word, 40), new("github-token", "ghp_", s_alphanumeric, 36), new("github-token", "gho_", s_alphanumeric, 36),
        new("github-token", "ghu_", s_alphanumeric, 36), new("github-token", "ghs_", s_alphanumeric, 36), new("github-token", "ghr_", s_alphanumeric, 36),
        new("gitlab-token", "glpat-", s_dotted, 20), new("gitlab-token", "gldt-", s_dotted, 20), new("gitlab-token", "glrt-", s_dotted, 20),
        new("gitlab-token", "glcbt-", s_dotted, 20), new("gitlab-token", "glptt-", s_dotted, 20), new("gitlab-token", "glsoat-", s_dotted, 20),
        new("slack-token", "xoxb-", s_url, 10), new("slack-token", "xoxp-", s_url, 10), new("slack-token", "xoxa-", s_url, 10),
        new("slack-token", "xoxe-", s_url, 10), new("slack-token", "xoxr-", s_url, 10), new("slack-token", "xoxs-", s_url, 10), new("slack-token", "xapp-", s_url, 20),
        new("stripe-key", "sk_live_", s_alphanumeric, 16), new("stripe-key", "rk_live_", s_alphanumeric, 16), new("stripe-key", "sk_test_", s_alphanumeric, 16),
        new("google-api-key", "AIza", s_url, 35, 35), new("google-oauth-token", "ya29.", s_dotted, 30), new("google-client-secret", "GOCSPX-", s_url, 28),
        new("npm-token", "npm_", s_alphanumeric, 36, 36), new("pypi-token", "pypi-", s_url, 50), new("rubygems-key", "rubygems_", s_hex, 48, 48), new("nuget-key", "oy2", s_alphanumeric, 43, 43),
        new("sendgrid-key", "SG.", s_dotted, 60), new("twilio-key", "SK", s_hex, 32, 32), new("mailgun-key", "key-", s_hex, 32, 32),
        new("docker-token", "dckr_pat_", s_url, 24), new("docker-token", "dckr_oat_", s_url, 24), new("artifactory-key", "AKCp", s_alphanumeric, 69),
        new("vault-token", "hvs.", s_url, 24), new("vault-token", "hvb.", s_url, 24), new("digitalocean-token", "dop_v1_", s_hex, 64, 64), new("digitalocean-token", "doo_v1_", s_hex, 64, 64),
        new("anthropic-key", "sk-ant-", s_url, 40), new("openai-key", "sk-proj-", s_url, 40), new("openai-key", "sk-", s_alphanumeric, 48, 48), new("hugging-face-token", "hf_", s_alphanumeric, 34, 40),
        new("databricks-token", "dapi", s_hex, 32, 32), new("grafana-token", "glsa_", s_word, 41), new("grafana-token", "glc_", s_base64, 40), new("new-relic-key", "NRAK-", s_alphanumeric, 27, 27),
        new("shopify-token", "shpat_", s_hex, 32, 32), new("shopify-token", "shpss_", s_hex, 32, 32), new("age-key", "AGE-SECRET-KEY-1", s_alphanumeric, 58, 58),
        new("pulumi-token", "pul-", s_hex, 40, 40), new("postman-key", "PMAK-", s_url, 59), new("atlassian-token", "ATATT3", s_dotted, 100), new("linear-key", "lin_api_", s_alphanumeric, 40, 40),
        new("slack-webhook", "https://hooks.slack.com/services/", SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/"), 30),
    ];

    private static readonly SearchValues<string> s_starts = SearchValues.Create([.. s_prefixes.Select(p => p.Start)], StringComparison.Ordinal);

    /// <summary>Each with a word that must be there at all, so that most texts never meet the expression and most runs never build it.</summary>
    private static readonly ImmutableArray<Pattern> s_patterns =
    [
        new("jwt", "eyJ", @"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}", 0),
        new("azure-storage-key", "AccountKey=", @"AccountKey=([A-Za-z0-9+/]{80,}={0,2})", 1),
        new("azure-shared-access-key", "SharedAccessKey=", @"SharedAccessKey=([A-Za-z0-9+/]{40,}={0,2})", 1),
        new("azure-client-secret", "8Q~", @"\b[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,34}", 0),
        new("azure-sas", "sig=", @"[?&;]sig=([A-Za-z0-9%+/]{40,})", 1),
        new("telegram-token", ":AA", @"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}", 0),
        new("docker-auth", "auth", @"\\?""(?:auth|identitytoken)\\?""\s*:\s*\\?""([A-Za-z0-9+/=_.-]{8,})", 1),
    ];

    private static readonly SearchValues<string> s_hints = SearchValues.Create([.. s_patterns.Select(p => p.Hint), PemHeader], StringComparison.Ordinal);

    /// <summary>Adds all of them; <paramref name="placeholders"/> also gives those that are plainly made up, such as <c>ghp_xxxx…</c>.</summary>
    public static void Find(string text, bool placeholders, List<SecretMatch> found)
    {
        for (var i = text.AsSpan().IndexOfAny(s_starts); i >= 0;)
        {
            var next = i + 1;
            if (ReadPrefixed(text, i, placeholders) is { } match)
            {
                found.Add(match);
                next = match.Span.End;
            }

            var step = text.AsSpan(next).IndexOfAny(s_starts);
            i = step < 0 ? -1 : next + step;
        }

        if (text.AsSpan().ContainsAny(s_hints))
        {
            FindPatterns(text, placeholders, found);
            FindPrivateKeys(text, found);
        }
    }

    private static void FindPatterns(string text, bool placeholders, List<SecretMatch> found)
    {
        foreach (var pattern in s_patterns)
        {
            if (!text.Contains(pattern.Hint, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (Match match in pattern.Matches(text))
            {
                var group = match.Groups[pattern.Group];
                if (placeholders || !SecretText.IsMadeUp(group.ValueSpan))
                {
                    found.Add(new(pattern.Kind, new(group.Index, group.Length), SecretConfidence.Format, ""));
                }
            }
        }
    }

    private static SecretMatch? ReadPrefixed(string text, int start, bool placeholders)
    {
        if (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            return null;
        }

        foreach (var prefix in s_prefixes)
        {
            if (!text.AsSpan(start).StartsWith(prefix.Start, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = text.AsSpan(start + prefix.Start.Length, Math.Min(1024, text.Length - start - prefix.Start.Length));
            var length = rest.IndexOfAnyExcept(prefix.Alphabet);
            length = length < 0 ? rest.Length : length;
            if (length >= prefix.Min && length <= prefix.Max && (placeholders || !SecretText.IsMadeUp(rest[..length])))
            {
                return new(prefix.Kind, new(start, prefix.Start.Length + length), SecretConfidence.Format, "");
            }
        }

        return null;
    }

    /// <summary>PEM blocks, https://www.rfc-editor.org/rfc/rfc7468; a header alone (a test for one, say) is none.</summary>
    private static void FindPrivateKeys(string text, List<SecretMatch> found)
    {
        const string Label = "PRIVATE KEY";
        const int Longest = 16_384;
        var from = 0;
        for (var i = text.IndexOf(PemHeader, StringComparison.Ordinal); i >= 0; i = text.IndexOf(PemHeader, from, StringComparison.Ordinal))
        {
            from = i + PemHeader.Length;
            var header = text.AsSpan(i, Math.Min(64, text.Length - i));
            if (header.IndexOf(Label) is var at and >= 0 && header[PemHeader.Length..at].IndexOf('-') < 0)
            {
                var body = i + at + Label.Length;
                var window = Math.Min(Longest, text.Length - body);
                var end = text.IndexOf("-----END", body, window, StringComparison.Ordinal);
                end = end < 0 ? body + window : end;
                if (text.AsSpan(body, end - body).Count(s_base64) >= 40)
                {
                    from = end;
                    found.Add(new("private-key", TextSpan.FromBounds(i, end), SecretConfidence.Format, ""));
                }
            }
        }
    }

    private static int Count(this ReadOnlySpan<char> text, SearchValues<char> of)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += of.Contains(c) ? 1 : 0;
        }

        return count;
    }

    private sealed record Prefix(string Kind, string Start, SearchValues<char> Alphabet, int Min, int Max = 1024);

    private sealed record Pattern(string Kind, string Hint, string Expression, int Group)
    {
        private readonly Lazy<Regex> _regex = new(() => new(Expression, Options));

        public MatchCollection Matches(string text) => _regex.Value.Matches(text);
    }
}
