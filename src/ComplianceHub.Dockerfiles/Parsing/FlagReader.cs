using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>
/// Reads the leading <c>--name=value</c> words; a lone <c>--</c> ends them. BuildKit walks them byte by byte and takes each byte for a Latin-1 letter:
/// what is outside of ASCII comes out garbled, and its bytes 0x85 and 0xA0 end a word. So it does here, because that is what is built
/// (https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/split_command.go).
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
            position = Blank.SkipAscii(text, position, end);
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
            if (c >= 0x80)
            {
                if (AppendBytes(builder, text, ref position, end, endsAtBlank: quote == '\0'))
                {
                    position++;
                    break;
                }

                continue;
            }

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
                    position++;
                    if (text[position] < 0x80)
                    {
                        builder.Append(text[position]);
                    }
                    else
                    {
                        AppendBytes(builder, text, ref position, end, endsAtBlank: false);
                    }
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

    /// <summary>Appends the bytes of the character at <paramref name="position"/>, which is left on its last part.</summary>
    /// <returns>True when one of them is a blank in Latin-1 and ends the word; the bytes after it are lost.</returns>
    private static bool AppendBytes(StringBuilder builder, string text, ref int position, int end, bool endsAtBlank)
    {
        Rune.DecodeFromUtf16(text.AsSpan(position, end - position), out var rune, out var length);
        position += length - 1;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
        {
            if (endsAtBlank && b is (0x85 or 0xA0))
            {
                return true;
            }

            builder.Append((char)b);
        }

        return false;
    }
}
