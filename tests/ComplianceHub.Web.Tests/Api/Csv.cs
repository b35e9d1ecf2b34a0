namespace ComplianceHub.Web.Tests.Api;

/// <summary>Reads RFC 4180 as a spreadsheet does, strictly.</summary>
public static class Csv
{
    public static List<string[]> Read(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            row.Add(text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            if (!text.AsSpan(at).StartsWith("\r\n"))
            {
                throw new FormatException($"No CRLF at {at}.");
            }

            at += 2;
            rows.Add([.. row]);
            row.Clear();
        }

        return rows;
    }

    private static string Plain(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny(',', '\r');
        var cell = text.Substring(at, end < 0 ? text.Length - at : end);
        at += cell.Length;
        return cell.Contains('"', StringComparison.Ordinal) ? throw new FormatException($"A bare quote before {at}.") : cell;
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new System.Text.StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                at++;
                return cell.ToString();
            }
        }
    }
}
