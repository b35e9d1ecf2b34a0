using System.Text.RegularExpressions;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>Credentials inside addresses, connection strings and HTTP headers.</summary>
internal static class SecretUrls
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex s_basicAuth = new(@"[a-z][a-z0-9+.-]*://([^\s/:@'""`<>{}$]*):([^\s/@'""`<>]+)@[^\s'""]", Options);
    private static readonly Regex s_connection = new(@"(?:server|data source|host|address|user id|uid|username)\s*=[^\n'""]*?;\s*(?:password|pwd)\s*=\s*([^;'""\s]+)", Options);
    private static readonly Regex s_header = new(@"authorization\s*:\s*(?:bearer|basic|token)\s+([a-z0-9._~+/=-]{8,})", Options);

    /// <summary>Words that stand for a password in documentation and for a development database's default.</summary>
    private static readonly HashSet<string> s_stock = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "pass", "pwd", "secret", "changeme", "change_me", "user", "username", "root", "admin", "postgres", "mysql", "guest", "test", "example", "dummy", "token", "xxx", "foo", "bar",
    };

    public static IEnumerable<SecretMatch> Find(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            foreach (Match match in s_basicAuth.Matches(text))
            {
                var password = match.Groups[2];
                if (SecretText.IsLiteral(password.ValueSpan) || IsStock(password.Value, match.Groups[1].Value))
                {
                    var plain = IsStock(password.Value, match.Groups[1].Value);
                    yield return new("url-credentials", SpanOf(password), plain ? SecretConfidence.Literal : SecretConfidence.Format, "url");
                }
            }
        }

        foreach (Match match in s_connection.Matches(text))
        {
            var password = match.Groups[1];
            if (SecretText.IsLiteral(password.ValueSpan) || IsStock(password.Value, ""))
            {
                yield return new("connection-string", SpanOf(password), IsStock(password.Value, "") ? SecretConfidence.Literal : SecretConfidence.Format, "connection string");
            }
        }

        foreach (Match match in s_header.Matches(text))
        {
            if (SecretText.IsLiteral(match.Groups[1].ValueSpan))
            {
                var random = match.Groups[1].Length >= 16 && !SecretText.IsMadeUp(match.Groups[1].ValueSpan);
                yield return new("authorization-header", SpanOf(match.Groups[1]), random ? SecretConfidence.Format : SecretConfidence.Literal, "Authorization");
            }
        }
    }

    private static bool IsStock(string password, string user) => password == user || s_stock.Contains(password);

    private static TextSpan SpanOf(Group group) => new(group.Index, group.Length);
}
