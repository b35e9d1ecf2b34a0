using System.Text;

namespace ComplianceHub.Grading.Reports;

/// <summary>Texts of crawled files on their way to a terminal, a log or XML.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>UTF-8 without byte order mark, <c>\n</c> line breaks; leaves the stream open.</summary>
    public static StreamWriter Writer(Stream output) => new(output, s_utf8, 1 << 16, leaveOpen: true) { NewLine = "\n" };

    /// <summary>Without what could move a cursor, forge a line or break XML: control, format and lone surrogate characters become <c>�</c>, tabs and line breaks a blank.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(IsOdd))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(text, i++, 2);
            }
            else
            {
                clean.Append(text[i] is '\t' or '\r' or '\n' ? ' ' : IsOdd(text[i]) ? '\uFFFD' : text[i]);
            }
        }

        return clean.ToString();
    }

    private static bool IsOdd(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
