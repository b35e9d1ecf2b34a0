using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>A range of a logical line.</summary>
internal readonly record struct LogicalWord(string Text, int Start, int End);

/// <summary>Splits arguments into words, quotes and escapes kept.</summary>
internal static class WordReader
{
    /// <summary>Words between white space; quotes mean nothing (FROM, EXPOSE, COPY, ADD, VOLUME).</summary>
    public static List<LogicalWord> Plain(string text, int start, int end)
    {
        var words = new List<LogicalWord>();
        var position = start;
        while (position < end)
        {
            while (position < end && Blank.Separates(text[position]))
            {
                position++;
            }

            var first = position;
            while (position < end && !Blank.Separates(text[position]))
            {
                position++;
            }

            if (position > first)
            {
                words.Add(new LogicalWord(text[first..position], first, position));
            }
        }

        return words;
    }

    /// <summary>
    /// Words that quotes hold together (ENV, LABEL, ARG). An escape takes the next character with it except inside single
    /// quotes; a lone escape at the very end is dropped.
    /// </summary>
    public static List<LogicalWord> Quoted(string text, int start, int end, char escape)
    {
        var words = new List<LogicalWord>();
        var position = start;
        while (true)
        {
            position = Blank.SkipUnicode(text, position, end);
            if (position >= end)
            {
                return words;
            }

            var first = position;
            position = EndOfQuotedWord(text, position, end, escape, out var dropLast);
            var last = dropLast ? position - 1 : position;
            if (last > first)
            {
                words.Add(new LogicalWord(text[first..last], first, last));
            }
        }
    }

    public static ImmutableArray<Word> ToWords(LogicalLine line, List<LogicalWord> words)
    {
        var result = ImmutableArray.CreateBuilder<Word>(words.Count);
        foreach (var word in words)
        {
            result.Add(new Word(word.Text, line.SpanOf(word.Start, word.End)));
        }

        return result.MoveToImmutable();
    }

    private static int EndOfQuotedWord(string text, int position, int end, char escape, out bool dropLast)
    {
        dropLast = false;
        var quote = '\0';
        for (; position < end; position++)
        {
            var c = text[position];
            if (quote == '\0' && Blank.IsUnicode(c))
            {
                return position;
            }

            if (c == escape && quote != '\'')
            {
                if (position + 1 == end)
                {
                    dropLast = true;
                }

                position++;
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
        }

        return end;
    }
}
