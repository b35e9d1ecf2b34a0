using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>
/// Reads the leading <c>--name=value</c> words; a lone <c>--</c> ends them. BuildKit walks them byte by byte, so that letters outside
/// of ASCII come out garbled or cut there; here they are kept.
/// </summary>
internal static class FlagReader
{
    /// <summary>Reads flags from <paramref name="start"/> and returns where the rest begins.</summary>
    public static int Read(LogicalLine line, int start, int end, char escape, out ImmutableArray<Flag> flags)
    {
        var text = line.Text;
        ImmutableArray<Flag>.Builder? found = null;
        var position = start;
        while (true)
        {
            position = Blank.SkipUnicode(text, position, end);
            if (position + 1 >= end || text[position] != '-' || text[position + 1] != '-')
            {
                break;
            }

            var first = position;
            position = ReadWord(text, position, end, escape, out var word);
            if (word == "--")
            {
                break;
            }

            found ??= ImmutableArray.CreateBuilder<Flag>();
            found.Add(ToFlag(word, line.SpanOf(first, position)));
        }

        flags = found?.ToImmutable() ?? [];
        return position;
    }

    private static Flag ToFlag(string word, TextSpan span)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new Flag(word[2..], null, span) : new Flag(word[2..equals], word[(equals + 1)..], span);
    }

    private static int ReadWord(string text, int position, int end, char escape, out string word)
    {
        var builder = new StringBuilder();
        var quote = '\0';
        for (; position < end; position++)
        {
            var c = text[position];
            if (quote == '\0' && Blank.IsUnicode(c))
            {
                break;
            }

            if (quote == '\0' ? c is '"' or '\'' : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == escape)
            {
                if (position + 1 < end)
                {
                    builder.Append(text[++position]);
                }
            }
            else
            {
                builder.Append(c);
            }
        }

        word = builder.ToString();
        return position;
    }
}
