using System.Collections.Immutable;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>The variables in a reference as FROM writes it.</summary>
/// <param name="Variables">Their names, and whether <c>:-</c> gives a default in place.</param>
/// <param name="IsOnlyVariables">Whether nothing but variables and separators is there.</param>
internal sealed record BaseReference(ImmutableArray<(string Name, bool HasDefault)> Variables, bool IsOnlyVariables)
{
    public static BaseReference Read(string text)
    {
        var variables = ImmutableArray.CreateBuilder<(string, bool)>();
        var literal = false;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                literal |= text[i] is not ('/' or ':' or '@' or '"' or '\'');
                i++;
                continue;
            }

            var braced = text[i + 1] == '{';
            var start = i + (braced ? 2 : 1);
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            var rest = text.AsSpan(end);
            variables.Add((text[start..end], braced && (rest.StartsWith(":-") || rest.StartsWith("-"))));
            i = braced ? Close(text, start) : end;
        }

        return new(variables.ToImmutable(), !literal);
    }

    private static int Close(string text, int from)
    {
        var depth = 1;
        for (var i = from; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return text.Length;
    }
}
