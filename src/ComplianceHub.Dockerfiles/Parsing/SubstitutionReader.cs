namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>
/// <c>$X</c> and <c>${X…}</c> with the modifiers BuildKit knows: <c>:-</c> <c>-</c> <c>:+</c> <c>+</c> <c>:?</c> <c>?</c>
/// <c>#</c> <c>##</c> <c>%</c> <c>%%</c> <c>/</c> <c>//</c> (https://docs.docker.com/reference/dockerfile/#environment-replacement).
/// </summary>
internal sealed class SubstitutionReader(WordLexer lexer, VariableSource? variables)
{
    private readonly string _text = lexer.Text;

    /// <summary>From the dollar on; null after an error.</summary>
    public Lexed? Read()
    {
        var first = lexer.Position++;
        if (lexer.AtEnd || _text[lexer.Position] != '{')
        {
            var plain = ReadName();
            return plain.Length == 0 ? new Lexed("$", true) : Value(plain, first);
        }

        lexer.Position++;
        if (lexer.AtEnd)
        {
            return lexer.Fail("syntax error: missing '}'");
        }

        if (_text[lexer.Position] is '{' or '}' or ':')
        {
            return lexer.Fail("syntax error: bad substitution");
        }

        var name = ReadName();
        if (lexer.AtEnd)
        {
            return lexer.Fail("syntax error: missing '}'");
        }

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
                return lexer.Fail($"unsupported modifier ({modifier}) in substitution");
        }
    }

    private Lexed Value(string name, int first)
    {
        if (!lexer.KeepVariables && variables!.Find(name) is { IsKnown: true } found)
        {
            return new Lexed(found.Text!, true);
        }

        return Unknown(name, first);
    }

    private Lexed Unknown(string name, int first)
    {
        if (lexer.KeepVariables)
        {
            return new Lexed(_text[first..lexer.Position], true);
        }

        variables!.Miss(name);
        return new Lexed(_text[first..lexer.Position], false);
    }

    private Lexed? WithWord(string name, char modifier, int first, bool emptyIsUnset)
    {
        var wordStart = lexer.Position;
        if (lexer.ProcessUntil('}', keepEscapes: modifier is '#' or '%', null) is not { } word)
        {
            return lexer.AtEnd ? lexer.Fail("syntax error: missing '}'") : null;
        }

        if (lexer.KeepVariables)
        {
            // The word inside is processed like any other, so that what is kept equals what BuildKit keeps.
            return new Lexed(string.Concat(_text.AsSpan(first, wordStart - first), word.Text, "}"), true);
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
                return lexer.Fail($"{name}: {(word.Text.Length > 0 ? word.Text : "is not allowed to be empty")}");
            case '?':
                return Value(name, first);
            case '#' or '%' when (!emptyIsUnset):
                return Trim(name, modifier, word, first);
            default:
                return lexer.Fail($"unsupported modifier ({(emptyIsUnset ? ":" : "")}{modifier}) in substitution");
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
            return lexer.Fail($"invalid pattern ({pattern}) in substitution: {error}");
        }

        return new Lexed(modifier == '#' ? glob.TrimStart(value.Text!, greedy) : glob.TrimEnd(value.Text!, greedy), true);
    }

    private Lexed? Replace(string name, int first)
    {
        var all = !lexer.AtEnd && _text[lexer.Position] == '/';
        if (all)
        {
            lexer.Position++;
        }

        var patternStart = lexer.Position;
        if (lexer.ProcessUntil('/', keepEscapes: true, null) is not { } pattern)
        {
            return lexer.AtEnd ? lexer.Fail("syntax error: missing '/' in ${}") : null;
        }

        if (lexer.ProcessUntil('}', keepEscapes: true, null) is not { } replacement)
        {
            return lexer.AtEnd ? lexer.Fail("syntax error: missing '}'") : null;
        }

        if (lexer.KeepVariables)
        {
            return new Lexed($"{_text[first..patternStart]}{pattern.Text}/{replacement.Text}}}", true);
        }

        if (variables!.Find(name) is not { IsKnown: true } value || !pattern.Known || !replacement.Known)
        {
            return Unknown(name, first);
        }

        var glob = Glob.TryCreate(pattern.Text, out var error);
        return glob is null
            ? lexer.Fail($"invalid pattern ({pattern.Text}) in substitution: {error}")
            : new Lexed(glob.Replace(value.Text!, replacement.Text, all, WordLexer.MaxLength), true);
    }

    private string ReadName()
    {
        var first = lexer.Position;
        if (!lexer.AtEnd && char.IsDigit(_text[lexer.Position]))
        {
            while (!lexer.AtEnd && char.IsDigit(_text[lexer.Position]))
            {
                lexer.Position++;
            }
        }
        else if (!lexer.AtEnd && _text[lexer.Position] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            lexer.Position++;
        }
        else
        {
            while (!lexer.AtEnd && (char.IsLetterOrDigit(_text[lexer.Position]) || _text[lexer.Position] == '_'))
            {
                lexer.Position++;
            }
        }

        return _text[first..lexer.Position];
    }

    private char Next() => !lexer.AtEnd ? _text[lexer.Position++] : '\uFFFD';
}
