using System.Globalization;
using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>Go's <c>%q</c>, so that messages read as BuildKit's do.</summary>
internal static class GoQuote
{
    public static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                '\t' => result.Append("\\t"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\v' => result.Append("\\v"),
                '\f' => result.Append("\\f"),
                < ' ' or '\x7f' => result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }
}
