using System.Globalization;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>The beginning of a here-document: <c>[fd]&lt;&lt;[-]word</c>; see https://docs.docker.com/reference/dockerfile/#here-documents.</summary>
internal sealed record HeredocWord(string Name, bool Expand, bool Chomp, int FileDescriptor)
{
    /// <summary>The here-documents a logical line announces, in order. Words inside quotes announce none; neither does a line with a word error.</summary>
    public static IReadOnlyList<HeredocWord> AllIn(string line, out string? error)
    {
        error = null;
        var words = new WordSplitter();
        var lexer = new WordLexer(line, '\\', LexerOptions.KeepQuotes | LexerOptions.KeepEscapes | LexerOptions.KeepVariables | LexerOptions.HeredocWords, null);
        if (lexer.Process(words) is null)
        {
            return [];
        }

        var found = new List<HeredocWord>();
        foreach (var word in words.Words)
        {
            if (TryParse(word, out error) is { } heredoc)
            {
                found.Add(heredoc);
            }
            else if (error is not null)
            {
                return [];
            }
        }

        return found;
    }

    public static HeredocWord? TryParse(string word, out string? error)
    {
        error = null;
        var position = 0;
        while (position < word.Length && char.IsAsciiDigit(word[position]))
        {
            position++;
        }

        if (!word.AsSpan(position).StartsWith("<<") || word.AsSpan(position + 2).Contains('<'))
        {
            return null;
        }

        _ = int.TryParse(word.AsSpan(0, position), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor);
        position += 2;
        var chomp = position < word.Length && word[position] == '-';
        var rest = word[(chomp ? position + 1 : position)..].TrimStart(' ', '\t', '\n', '\f', '\r');
        if (rest.Length == 0)
        {
            return null;
        }

        if (Split(rest, LexerOptions.KeepVariables, out error) is not [var name])
        {
            return null;
        }

        if (Split(rest, LexerOptions.KeepVariables | LexerOptions.KeepQuotes, out error) is not [var quoted])
        {
            error ??= $"inconsistent here-document word: {rest}";
            return null;
        }

        return new HeredocWord(name, Quotes(name) == Quotes(quoted), chomp, descriptor);
    }

    private static List<string>? Split(string text, LexerOptions options, out string? error)
    {
        var words = new WordSplitter();
        var lexer = new WordLexer(text, '\\', options | LexerOptions.HeredocWords, null);
        var result = lexer.Process(words);
        error = lexer.Error;
        return result is null ? null : words.Words;
    }

    private static int Quotes(string word) => word.Count(c => c is '"' or '\'');
}
