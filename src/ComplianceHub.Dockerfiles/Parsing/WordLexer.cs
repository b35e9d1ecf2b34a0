using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>What a lexer keeps instead of resolving.</summary>
[Flags]
internal enum LexerOptions
{
    None = 0,
    KeepQuotes = 1,
    KeepEscapes = 2,

    /// <summary>References stay as written, and nothing is looked up.</summary>
    KeepVariables = 4,

    /// <summary><c>&lt;&lt;</c> holds on to the blanks behind it (<c>&lt;&lt; EOF</c> is one word).</summary>
    HeredocWords = 8,
}

/// <summary>Text with the knowledge whether all of it is known; unknown references stand in it as written.</summary>
internal readonly record struct Lexed(string Text, bool Known);

/// <summary>
/// BuildKit's word processing: quotes, escapes, <c>$X</c> and <c>${X…}</c>, as its package frontend/dockerfile/shell does it
/// (https://docs.docker.com/reference/dockerfile/#environment-replacement). The first error stops it.
/// </summary>
internal sealed class WordLexer
{
    /// <summary>Nested <c>${a:-${b:-…}}</c> beyond this depth is refused.</summary>
    private const int MaxDepth = 64;

    /// <summary>A result beyond this length is refused: values may refer to values and double each time.</summary>
    internal const int MaxLength = 1 << 20;

    private readonly string _text;
    private readonly char _escape;
    private readonly bool _keepQuotes;
    private readonly bool _heredocWords;
    private readonly SubstitutionReader _substitutions;
    private bool _keepEscapes;
    private int _position;
    private int _depth;

    public WordLexer(string text, char escape, LexerOptions options, VariableSource? variables)
    {
        _text = text;
        _escape = escape;
        _keepQuotes = options.HasFlag(LexerOptions.KeepQuotes);
        _keepEscapes = options.HasFlag(LexerOptions.KeepEscapes);
        _heredocWords = options.HasFlag(LexerOptions.HeredocWords);
        KeepVariables = options.HasFlag(LexerOptions.KeepVariables);
        _substitutions = new SubstitutionReader(this, variables);
    }

    public string Text => _text;

    public int Position
    {
        get => _position;
        set => _position = value;
    }

    public bool AtEnd => _position >= _text.Length;

    public bool KeepVariables { get; }

    public string? Error { get; private set; }

    /// <summary>The result, or null after an <see cref="Error"/>.</summary>
    public Lexed? Process(WordSplitter? words = null)
    {
        var result = ProcessUntil(null, _keepEscapes, words);
        words?.Flush();
        return result;
    }

    /// <summary>Processes up to and over the stop character; null for the end.</summary>
    internal Lexed? ProcessUntil(char? stop, bool keepEscapes, WordSplitter? words)
    {
        if (++_depth > MaxDepth)
        {
            return Fail("substitutions are nested too deeply");
        }

        var outer = _keepEscapes;
        _keepEscapes = keepEscapes;
        var result = ReadUntil(stop, words);
        _keepEscapes = outer;
        _depth--;
        return result;
    }

    private Lexed? ReadUntil(char? stop, WordSplitter? words)
    {
        var result = new StringBuilder();
        var known = true;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c == stop)
            {
                _position++;
                return new Lexed(result.ToString(), known);
            }

            switch (c)
            {
                case '$' when _substitutions.Read() is { } value:
                    words?.Add(value.Text);
                    result.Append(value.Text);
                    known &= value.Known;
                    break;
                case '\'' when SingleQuote() is { } value:
                    words?.AddRaw(value);
                    result.Append(value);
                    break;
                case '"' when DoubleQuote() is { } value:
                    words?.AddRaw(value.Text);
                    result.Append(value.Text);
                    known &= value.Known;
                    break;
                case '$' or '\'' or '"':
                    return null;
                case '<' when _heredocWords:
                    var arrow = HeredocArrow();
                    words?.AddRaw(arrow);
                    result.Append(arrow);
                    break;
                default:
                    Plain(result, words);
                    break;
            }

            if (result.Length > MaxLength)
            {
                return Fail("the expanded value is too long");
            }
        }

        return stop is null ? new Lexed(result.ToString(), known) : Fail($"unexpected end of statement while looking for matching {stop}");
    }

    private void Plain(StringBuilder result, WordSplitter? words)
    {
        var c = _text[_position++];
        if (c != _escape)
        {
            words?.Add(c);
            result.Append(c);
            return;
        }

        if (_keepEscapes)
        {
            words?.AddRaw(c);
            result.Append(c);
        }

        if (_position < _text.Length)
        {
            c = _text[_position++];
            words?.AddRaw(c);
            result.Append(c);
        }
    }

    private string HeredocArrow()
    {
        var first = _position++;
        if (_position < _text.Length && _text[_position] == '<')
        {
            _position++;
            while (_position < _text.Length && _text[_position] is ' ' or '\t')
            {
                _position++;
            }
        }

        return _text[first.._position];
    }

    private string? SingleQuote()
    {
        var close = _text.IndexOf('\'', _position + 1);
        if (close < 0)
        {
            Fail("unexpected end of statement while looking for matching single-quote");
            return null;
        }

        var result = _keepQuotes ? _text[_position..(close + 1)] : _text[(_position + 1)..close];
        _position = close + 1;
        return result;
    }

    private Lexed? DoubleQuote()
    {
        var result = new StringBuilder();
        var known = true;
        if (_keepQuotes)
        {
            result.Append('"');
        }

        _position++;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c == '"')
            {
                _position++;
                if (_keepQuotes)
                {
                    result.Append('"');
                }

                return new Lexed(result.ToString(), known);
            }

            if (c == '$')
            {
                if (_substitutions.Read() is not { } value)
                {
                    return null;
                }

                result.Append(value.Text);
                known &= value.Known;
                continue;
            }

            _position++;
            if (c == _escape)
            {
                if (_keepEscapes)
                {
                    result.Append(c);
                }

                if (_position == _text.Length)
                {
                    continue;
                }

                // Only these are escaped inside double quotes; before others the escape stays.
                if (_text[_position] is '"' or '$' || _text[_position] == _escape)
                {
                    c = _text[_position++];
                }
            }

            result.Append(c);
        }

        return Fail("unexpected end of statement while looking for matching double-quote");
    }

    internal Lexed? Fail(string message)
    {
        Error = message;
        return null;
    }
}
