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
internal sealed class WordLexer(string text, char escape, LexerOptions options, VariableSource? variables)
{
    /// <summary>Nested <c>${a:-${b:-…}}</c> beyond this depth is refused.</summary>
    private const int MaxDepth = 64;

    /// <summary>A result beyond this length is refused: values may refer to values and double each time.</summary>
    private const int MaxLength = 1 << 20;

    private readonly bool _keepQuotes = options.HasFlag(LexerOptions.KeepQuotes);
    private readonly bool _keepVariables = options.HasFlag(LexerOptions.KeepVariables);
    private bool _keepEscapes = options.HasFlag(LexerOptions.KeepEscapes);
    private int _position;
    private int _depth;

    public string? Error { get; private set; }

    /// <summary>The result, or null after an <see cref="Error"/>.</summary>
    public Lexed? Process(WordSplitter? words = null)
    {
        var result = ProcessUntil(null, _keepEscapes, words);
        words?.Flush();
        return result;
    }

    private Lexed? ProcessUntil(char? stop, bool keepEscapes, WordSplitter? words)
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
        while (_position < text.Length)
        {
            var c = text[_position];
            if (c == stop)
            {
                _position++;
                return new Lexed(result.ToString(), known);
            }

            switch (c)
            {
                case '$' when Dollar() is { } value:
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
                case '<' when options.HasFlag(LexerOptions.HeredocWords):
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
        var c = text[_position++];
        if (c != escape)
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

        if (_position < text.Length)
        {
            c = text[_position++];
            words?.AddRaw(c);
            result.Append(c);
        }
    }

    private string HeredocArrow()
    {
        var first = _position++;
        if (_position < text.Length && text[_position] == '<')
        {
            _position++;
            while (_position < text.Length && text[_position] is ' ' or '\t')
            {
                _position++;
            }
        }

        return text[first.._position];
    }

    private string? SingleQuote()
    {
        var close = text.IndexOf('\'', _position + 1);
        if (close < 0)
        {
            Fail("unexpected end of statement while looking for matching single-quote");
            return null;
        }

        var result = _keepQuotes ? text[_position..(close + 1)] : text[(_position + 1)..close];
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
        while (_position < text.Length)
        {
            var c = text[_position];
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
                if (Dollar() is not { } value)
                {
                    return null;
                }

                result.Append(value.Text);
                known &= value.Known;
                continue;
            }

            _position++;
            if (c == escape)
            {
                if (_keepEscapes)
                {
                    result.Append(c);
                }

                if (_position == text.Length)
                {
                    continue;
                }

                // Only these are escaped inside double quotes; before others the escape stays.
                if (text[_position] is '"' or '$' || text[_position] == escape)
                {
                    c = text[_position++];
                }
            }

            result.Append(c);
        }

        return Fail("unexpected end of statement while looking for matching double-quote");
    }

    private Lexed? Dollar()
    {
        var first = _position++;
        if (_position >= text.Length || text[_position] != '{')
        {
            var plain = ReadName();
            return plain.Length == 0 ? new Lexed("$", true) : Value(plain, first);
        }

        _position++;
        if (_position >= text.Length)
        {
            return Fail("syntax error: missing '}'");
        }

        if (text[_position] is '{' or '}' or ':')
        {
            return Fail("syntax error: bad substitution");
        }

        var name = ReadName();
        var modifier = Next();
        switch (modifier)
        {
            case '}':
                return Value(name, first);
            case ':':
                return WithWord(name, Next(), first, emptyIsUnset: true);
            case '+' or '-' or '?' or '#' or '%':
                return WithWord(name, modifier, first, emptyIsUnset: false);
            case '/':
                return Replace(name, first);
            default:
                return Fail($"unsupported modifier ({modifier}) in substitution");
        }
    }

    private Lexed Value(string name, int first)
    {
        if (!_keepVariables && variables!.Find(name) is { IsKnown: true } found)
        {
            return new Lexed(found.Text!, true);
        }

        return Unknown(name, first);
    }

    private Lexed Unknown(string name, int first)
    {
        if (_keepVariables)
        {
            return new Lexed(text[first.._position], true);
        }

        variables!.Miss(name);
        return new Lexed(text[first.._position], false);
    }

    private Lexed? WithWord(string name, char modifier, int first, bool emptyIsUnset)
    {
        var wordStart = _position;
        if (ProcessUntil('}', keepEscapes: modifier is '#' or '%', null) is not { } word)
        {
            return _position >= text.Length ? Fail("syntax error: missing '}'") : null;
        }

        if (_keepVariables)
        {
            // The word inside is processed like any other, so that what is kept equals what BuildKit keeps.
            return new Lexed(string.Concat(text.AsSpan(first, wordStart - first), word.Text, "}"), true);
        }

        var value = variables!.Find(name);
        var isSet = value is { IsDeclaredOnly: false } && !(emptyIsUnset && value is { Text: "" });
        switch (modifier)
        {
            case '-' when isSet:
                return Value(name, first);
            case '-':
                return word;
            case '+' when value is { IsDeclaredOnly: false, IsKnown: false } && emptyIsUnset:
                return Unknown(name, first);
            case '+':
                return isSet ? word : new Lexed("", true);
            case '?' when value is { IsKnown: true } && !isSet:
                return Fail($"{name}: {(word.Text.Length > 0 ? word.Text : "is not allowed to be empty")}");
            case '?':
                return Value(name, first);
            case '#' or '%' when (!emptyIsUnset):
                return Trim(name, modifier, word, first);
            default:
                return Fail($"unsupported modifier ({(emptyIsUnset ? ":" : "")}{modifier}) in substitution");
        }
    }

    private Lexed? Trim(string name, char modifier, Lexed word, int first)
    {
        if (variables!.Find(name) is not { IsKnown: true } value || !word.Known)
        {
            return Unknown(name, first);
        }

        var greedy = word.Text.StartsWith(modifier);
        var pattern = greedy ? word.Text[1..] : word.Text;
        var glob = Glob.TryCreate(pattern, out var error);
        if (glob is null)
        {
            return Fail($"invalid pattern ({pattern}) in substitution: {error}");
        }

        return new Lexed(modifier == '#' ? glob.TrimStart(value.Text!, greedy) : glob.TrimEnd(value.Text!, greedy), true);
    }

    private Lexed? Replace(string name, int first)
    {
        var all = _position < text.Length && text[_position] == '/';
        if (all)
        {
            _position++;
        }

        var patternStart = _position;
        if (ProcessUntil('/', keepEscapes: true, null) is not { } pattern)
        {
            return _position >= text.Length ? Fail("syntax error: missing '/' in ${}") : null;
        }

        if (ProcessUntil('}', keepEscapes: true, null) is not { } replacement)
        {
            return _position >= text.Length ? Fail("syntax error: missing '}'") : null;
        }

        if (_keepVariables)
        {
            return new Lexed($"{text[first..patternStart]}{pattern.Text}/{replacement.Text}}}", true);
        }

        if (variables!.Find(name) is not { IsKnown: true } value || !pattern.Known || !replacement.Known)
        {
            return Unknown(name, first);
        }

        var glob = Glob.TryCreate(pattern.Text, out var error);
        return glob is null
            ? Fail($"invalid pattern ({pattern.Text}) in substitution: {error}")
            : new Lexed(glob.Replace(value.Text!, replacement.Text, all, MaxLength), true);
    }

    private string ReadName()
    {
        var first = _position;
        if (_position < text.Length && char.IsDigit(text[_position]))
        {
            while (_position < text.Length && char.IsDigit(text[_position]))
            {
                _position++;
            }
        }
        else if (_position < text.Length && text[_position] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            _position++;
        }
        else
        {
            while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] == '_'))
            {
                _position++;
            }
        }

        return text[first.._position];
    }

    private char Next() => _position < text.Length ? text[_position++] : '\uFFFD';

    private Lexed? Fail(string message)
    {
        Error = message;
        return null;
    }
}
