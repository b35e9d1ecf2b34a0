using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>
/// Names with values in free text: <c>NAME=value</c>, <c>name: value</c>, <c>"name": "value"</c>, <c>--name=value</c>. Walks from each separator to
/// both sides, a bounded way, so that it is linear.
/// </summary>
internal static class SecretAssignments
{
    private const int LongestName = 100;
    private const int LongestValue = 4096;

    private static readonly System.Buffers.SearchValues<char> s_ends = System.Buffers.SearchValues.Create(" \t\r\n\"'`;&|<>)\\");

    /// <summary>Name and value of every assignment whose name suggests a secret.</summary>
    public static IEnumerable<(string Name, TextSpan Value)> Find(string text) => SecretNames.MayStandIn(text) ? FindEach(text) : [];

    private static IEnumerable<(string Name, TextSpan Value)> FindEach(string text)
    {
        for (var i = text.AsSpan().IndexOfAny('=', ':'); i >= 0;)
        {
            var value = ReadValue(text, i);
            var next = i + 1;
            if (value is { Length: > 0 } span && ReadName(text, i) is { Length: > 0 } name && SecretNames.Of(name) != SecretNameStrength.None)
            {
                yield return (name, span);
                next = span.End;
            }

            var step = text.AsSpan(next).IndexOfAny('=', ':');
            i = step < 0 ? -1 : next + step;
        }
    }

    private static string? ReadName(string text, int separator)
    {
        var end = separator;
        while (end > 0 && text[end - 1] == ' ' && separator - end < 3)
        {
            end--;
        }

        while (end > 0 && text[end - 1] is '"' or '\'' or '\\' or ']')
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < LongestName && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '-' or '.'))
        {
            start--;
        }

        // ${PASSWORD:-x} and "$PASSWORD" = "" read a variable; they do not set one.
        var isVariable = start > 0 && (text[start - 1] == '$' || (text[start - 1] == '{' && start > 1 && text[start - 2] == '$'));
        return isVariable ? null : text[start..end].TrimStart('-');
    }

    private static TextSpan? ReadValue(string text, int separator)
    {
        var start = separator + 1;
        if (start < text.Length && text[start] is '=' or ':' or '-' or '~' || (separator > 0 && text[separator - 1] is '=' or '!' or ':'))
        {
            return null;
        }

        while (start < text.Length && text[start] == ' ' && start - separator <= 3)
        {
            start++;
        }

        while (start < text.Length && text[start] == '\\')
        {
            start++;
        }

        if (start >= text.Length)
        {
            return null;
        }

        var quote = text[start];
        if (quote is '"' or '\'')
        {
            var close = text.IndexOf(quote, start + 1, Math.Min(LongestValue, text.Length - start - 1));
            if (close > 0)
            {
                return TextSpan.FromBounds(start + 1, text[close - 1] == '\\' ? close - 1 : close);
            }

            start++;
        }

        var length = text.AsSpan(start, Math.Min(LongestValue, text.Length - start)).IndexOfAny(s_ends);
        return new(start, length < 0 ? Math.Min(LongestValue, text.Length - start) : length);
    }
}
