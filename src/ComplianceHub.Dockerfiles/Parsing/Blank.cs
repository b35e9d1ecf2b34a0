namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>
/// The two notions of white space of BuildKit's parser: names and plain words are separated by
/// <c>[\t\v\f\r ]+</c>, quoted words and trimming go by Unicode.
/// </summary>
internal static class Blank
{
    public static bool Separates(char c) => c is ' ' or '\t' or '\v' or '\f' or '\r';

    public static bool IsUnicode(char c) => char.IsWhiteSpace(c);

    public static int SkipAscii(string text, int start, int end)
    {
        while (start < end && (Separates(text[start]) || text[start] == '\n'))
        {
            start++;
        }

        return start;
    }

    public static int SkipUnicode(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    public static int TrimEndUnicode(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
