using System.Text;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// Puts what is known in the place of variables and templates, and <see cref="Unknown"/> in the place of what is not: a reference of which only the tag is
/// unknown still tells its repository.
/// </summary>
internal static class Placeholders
{
    /// <summary>Stands for a part that is not known; a letter of the private use area, which no reference may hold.</summary>
    public const char Unknown = '\uE000';

    private const int DeepestDefault = 16;

    /// <summary>
    /// Takes the actions of a Go template (<c>{{ … }}</c>) out of a YAML text. A line of nothing else becomes empty, so that the YAML around it can be
    /// read; line numbers stay.
    /// </summary>
    public static string OfTemplate(string text)
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                plain.Append(text, at, text.Length - at);
                break;
            }

            plain.Append(text, at, open - at).Append(Unknown).Append('\n', text.AsSpan(open, close - open).Count('\n'));
            at = close + 2;
        }

        return string.Join('\n', plain.ToString().Split('\n').Select(line => line.Contains(Unknown) && line.Trim(' ', '\t', '\r', Unknown).Length == 0 ? "" : line));
    }

    /// <summary>
    /// A value of a compose file with its variables' defaults, https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md; a variable
    /// without one is not known.
    /// </summary>
    public static string OfCompose(string text) => OfCompose(text, 0);

    private static string OfCompose(string text, int depth)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var known = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '$' || at + 1 == text.Length)
            {
                known.Append(text[at++]);
            }
            else if (text[at + 1] == '$')
            {
                known.Append('$');
                at += 2;
            }
            else if (text[at + 1] == '{')
            {
                var end = Close(text, at + 2);
                known.Append(depth < DeepestDefault ? DefaultOf(text[(at + 2)..end], depth) : Unknown);
                at = Math.Min(text.Length, end + 1);
            }
            else
            {
                var end = EndOfName(text, at + 1);
                known.Append(end == at + 1 ? '$' : Unknown);
                at = end;
            }
        }

        return known.ToString();
    }

    // "TAG:-1.2", "TAG-1.2"; with "?" and "+" nothing is known.
    private static string DefaultOf(string inside, int depth)
    {
        var rest = inside.AsSpan(EndOfName(inside, 0));
        return rest.StartsWith(":-") ? OfCompose(rest[2..].ToString(), depth + 1)
            : rest.StartsWith("-") ? OfCompose(rest[1..].ToString(), depth + 1)
            : Unknown.ToString();
    }

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }

    private static int Close(string text, int at)
    {
        for (var depth = 1; at < text.Length; at++)
        {
            depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return at;
    }
}
