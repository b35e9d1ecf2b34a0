using System.Buffers;
using System.Text.RegularExpressions;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>Credentials inside addresses, connection strings and HTTP headers.</summary>
internal static class SecretUrls
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // Built when a text first has the words that an expression needs: most texts never do.
    private static readonly Lazy<Regex> s_basicAuth = new(() => new(@"[a-z][a-z0-9+.-]*://([^\s/:@'""`<>{}$]*):([^\s/@'""`<>]+)@[^\s'""]", Options));
    private static readonly Lazy<Regex> s_connection = new(() => new(@"(?:server|data source|host|address|user id|uid|username)\s*=[^\n'""]*?;\s*(?:password|pwd)\s*=\s*([^;'""\s]+)", Options));
    private static readonly Lazy<Regex> s_header = new(() => new(@"authorization\s*:\s*(?:bearer|basic|token)\s+([a-z0-9._~+/=-]{8,})", Options));

    private static readonly SearchValues<string> s_passwords = SearchValues.Create(["password", "pwd"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> s_authorization = SearchValues.Create(["authorization"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Words that stand for a password in documentation and for a development database's default.</summary>
    private static readonly HashSet<string> s_stock = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "pass", "pwd", "secret", "changeme", "change_me", "user", "username", "root", "admin", "postgres", "mysql", "guest", "test", "example", "dummy", "token", "xxx", "foo", "bar",
    };

    public static void Find(string text, List<SecretMatch> found)
    {
        if (text.Contains('@', StringComparison.Ordinal) && text.Contains("://", StringComparison.Ordinal))
        {
            foreach (Match match in s_basicAuth.Value.Matches(text))
            {
                Add(found, "url-credentials", "url", match.Groups[2], match.Groups[1].Value);
            }
        }

        if (text.Contains(';', StringComparison.Ordinal) && text.AsSpan().ContainsAny(s_passwords))
        {
            foreach (Match match in s_connection.Value.Matches(text))
            {
                Add(found, "connection-string", "connection string", match.Groups[1], "");
            }
        }

        if (text.Contains(':', StringComparison.Ordinal) && text.AsSpan().ContainsAny(s_authorization))
        {
            foreach (Match match in s_header.Value.Matches(text))
            {
                if (SecretText.IsLiteral(match.Groups[1].ValueSpan))
                {
                    var random = match.Groups[1].Length >= 16 && !SecretText.IsMadeUp(match.Groups[1].ValueSpan);
                    found.Add(new("authorization-header", SpanOf(match.Groups[1]), random ? SecretConfidence.Format : SecretConfidence.Literal, "Authorization"));
                }
            }
        }
    }

    private static void Add(List<SecretMatch> found, string kind, string carrier, Group password, string user)
    {
        var plain = IsStock(password.Value, user);
        if (plain || SecretText.IsLiteral(password.ValueSpan))
        {
            found.Add(new(kind, SpanOf(password), plain ? SecretConfidence.Literal : SecretConfidence.Format, carrier));
        }
    }

    private static bool IsStock(string password, string user) => password == user || s_stock.Contains(password);

    private static TextSpan SpanOf(Group group) => new(group.Index, group.Length);
}
