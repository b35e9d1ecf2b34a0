using System.Buffers;
using System.Collections.Immutable;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>How much a name says that its value is a secret.</summary>
internal enum SecretNameStrength
{
    None,

    /// <summary>Only together with a random-looking value: <c>KEY</c>, <c>AUTH</c>, <c>PASS</c>.</summary>
    Faint,

    /// <summary>A word that means a secret: <c>PASSWORD</c>, <c>API_KEY</c>, <c>TOKEN</c>.</summary>
    Plain,
}

/// <summary>
/// Reads names word by word (<c>_ - .</c> and capitals part words), so that <c>MONKEY</c>, <c>USERNAME</c> and <c>TOKENIZER</c> are none.
/// The word list follows https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/ and is wider at both ends.
/// </summary>
internal static class SecretNames
{
    private static readonly HashSet<string> s_secret = new(StringComparer.Ordinal)
    {
        "password", "passwd", "passphrase", "pword", "passcode", "secret", "secrets", "token", "tokens", "apikey", "apitoken", "authtoken", "accesstoken", "credential", "credentials", "creds",
        "privatekey", "secretkey", "accesskey", "storepass", "keypass", "htpasswd",
    };

    private static readonly HashSet<string> s_faint = new(StringComparer.Ordinal) { "key", "auth", "pass", "pwd", "pat", "pw" };

    /// <summary>Words that make <c>KEY</c> a secret.</summary>
    private static readonly HashSet<string> s_beforeKey = new(StringComparer.Ordinal)
    {
        "api", "access", "private", "secret", "encryption", "encrypt", "signing", "master", "account", "storage", "session", "jwt", "hmac", "service", "app", "license",
    };

    /// <summary>Words that say it is about a secret, not one.</summary>
    private static readonly HashSet<string> s_about = new(StringComparer.Ordinal)
    {
        "file", "files", "path", "dir", "version", "url", "uri", "host", "name", "id", "length", "ttl", "expiry", "expiration", "expires", "timeout", "algorithm", "alg", "type", "header", "prefix",
        "suffix", "policy", "endpoint", "issuer", "audience", "count", "size", "format", "location", "user", "username", "email", "mode", "method", "realm", "server", "service", "provider", "fingerprint",
        "hash", "sha", "sha256", "checksum", "store", "manager", "mount", "hint", "label", "field", "env", "var", "backend", "column", "limit", "stdin", "prompt", "command", "cmd", "script",
    };

    private static readonly HashSet<string> s_openly = new(StringComparer.Ordinal)
    {
        "public", "pub", "no", "disable", "disabled", "enable", "enabled", "allow", "use", "skip", "require", "required", "without", "gpg", "pgp", "gnupg", "known", "primary", "foreign", "partition",
    };

    /// <summary>Each name of any strength holds one of these: a quick way to pass over most texts.</summary>
    public static ImmutableArray<string> Stems { get; } = ["pass", "pw", "pat", "secret", "token", "key", "auth", "cred"];

    private static readonly SearchValues<string> s_stems = SearchValues.Create(Stems.AsSpan(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text may hold a name that suggests a secret.</summary>
    public static bool MayStandIn(ReadOnlySpan<char> text) => text.ContainsAny(s_stems);

    public static SecretNameStrength Of(ReadOnlySpan<char> name)
    {
        if (!MayStandIn(name))
        {
            return SecretNameStrength.None;
        }

        var words = Words(name);
        if (words.Count == 0 || words.Exists(s_openly.Contains) || s_about.Contains(words[^1]))
        {
            return SecretNameStrength.None;
        }

        if (words.Exists(s_secret.Contains) || Enumerable.Range(1, words.Count - 1).Any(i => words[i] is "key" or "keys" && s_beforeKey.Contains(words[i - 1])))
        {
            return SecretNameStrength.Plain;
        }

        return words.Exists(s_faint.Contains) ? SecretNameStrength.Faint : SecretNameStrength.None;
    }

    private static List<string> Words(ReadOnlySpan<char> name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || name[i] is '_' or '-' or '.' or '/' or ':' or ' ';
            if (ends || (i > start && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1])))
            {
                if (i > start)
                {
                    words.Add(name[start..i].ToString().ToLowerInvariant());
                }

                start = ends ? i + 1 : i;
            }
        }

        return words;
    }
}
