using System.Text;

namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>Reads words, blanks, redirections and here-documents; what words substitute is read by <see cref="ShellExpansionReader"/>.</summary>
internal sealed class ShellWordReader
{
    private static readonly string[] s_operators = ["&>>", "<<<", "<<-", "&>", ">>", "<<", ">&", "<&", "<>", ">|", ">", "<"];
    private static readonly string[] s_closing = ["then", "elif", "else", "fi", "do", "done", "esac", "}"];

    private readonly ShellState _state;
    private readonly ShellExpansionReader _expansions;
    private readonly ShellHeredocReader _heredocs;

    public ShellWordReader(ShellState state, ShellParser parser)
    {
        _state = state;
        _expansions = new ShellExpansionReader(state, parser);
        _heredocs = new ShellHeredocReader(state, _expansions);
    }

    /// <summary>Ends the script.</summary>
    public void Finish() => _heredocs.Finish();

    /// <summary>Blanks, joined lines and a comment, but no line break.</summary>
    public void SkipBlanks()
    {
        while (true)
        {
            switch (_state.Peek())
            {
                case ' ' or '\t':
                case '\r' when _state.Peek(1) is '\n' or '\0':
                    _state.Position++;
                    break;
                case '\\' when _state.Peek(1) == '\n':
                    _state.Position += 2;
                    break;
                case '#':
                    var feed = _state.Text.AsSpan(_state.Position, _state.End - _state.Position).IndexOf('\n');
                    _state.Position = feed < 0 ? _state.End : _state.Position + feed;
                    return;
                default:
                    return;
            }
        }
    }

    public void SkipBlanksAndLines()
    {
        SkipBlanks();
        while (_state.Peek() == '\n')
        {
            _state.Position++;
            _heredocs.Read();
            SkipBlanks();
        }
    }

    public bool TakeReserved(string word)
    {
        if (!AtReserved(word))
        {
            return false;
        }

        _state.Position += word.Length;
        return true;
    }

    /// <summary>Whether a word stands here that ends a list: <c>then</c>, <c>fi</c>, <c>}</c> …</summary>
    public bool AtClosingWord()
    {
        if (_state.Peek() is not ('t' or 'e' or 'f' or 'd' or '}'))
        {
            return false;
        }

        foreach (var word in s_closing)
        {
            if (AtReserved(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes <c>((…))</c>; false, and nothing taken, when it is no arithmetic.</summary>
    public bool TakeArithmetic() => _expansions.Arithmetic(0);

    /// <summary>The inside of <c>[[ … ]]</c>.</summary>
    public void Condition()
    {
        while (true)
        {
            SkipBlanksAndLines();
            if (TakeReserved("]]"))
            {
                return;
            }

            if (_state.AtEnd)
            {
                _state.Error("expected ']]'");
                return;
            }

            if (Word() is null)
            {
                _state.Position++;
            }
        }
    }

    /// <summary>The list <c>(…)</c> of an array's assignment; the value spans all of it.</summary>
    public ShellWord Array(ShellWord value)
    {
        _state.Position++;
        while (true)
        {
            SkipBlanksAndLines();
            if (_state.AtEnd)
            {
                _state.Error("expected ')'");
                break;
            }

            if (_state.Peek() == ')')
            {
                _state.Position++;
                break;
            }

            if (Word() is null)
            {
                _state.Position++;
            }
        }

        var raw = _state.Text[value.Offset.._state.Position];
        return new ShellWord(raw, raw, value.Offset);
    }

    /// <summary>Takes one redirection; the draft is null behind a compound command.</summary>
    public bool Redirection(ShellCommandDraft? draft)
    {
        var digits = 0;
        while (char.IsAsciiDigit(_state.Peek(digits)))
        {
            digits++;
        }

        if (_state.Peek(digits) is not ('<' or '>' or '&') || (_state.Peek(digits) == '&' && (digits > 0 || _state.Peek(1) != '>')))
        {
            return false;
        }

        if (_state.Peek(digits + 1) == '(' && _state.Peek(digits) != '&')
        {
            // A process substitution is a word.
            return false;
        }

        int? descriptor = digits > 0 && int.TryParse(_state.Text.AsSpan(_state.Position, digits), out var number) ? number : null;
        _state.Position += digits;
        var sign = "";
        foreach (var candidate in s_operators)
        {
            if (_state.Take(candidate))
            {
                sign = candidate;
                break;
            }
        }

        SkipBlanks();
        if (Word() is not { } target)
        {
            _state.Error($"expected a word after '{sign}'");
            return true;
        }

        draft?.Redirections.Add(new ShellRedirection(sign, target) { FileDescriptor = descriptor });
        if (sign is "<<" or "<<-")
        {
            var isQuoted = target.Raw.AsSpan().IndexOfAny('\'', '"', '\\') >= 0;
            _state.Heredocs.Add(new PendingHeredoc(draft, target.Value, sign == "<<-", isQuoted));
        }

        return true;
    }

    /// <summary>The word that begins here, or null before an operator, a blank or the end.</summary>
    public ShellWord? Word()
    {
        var start = _state.Position;
        StringBuilder? value = null;
        var isDynamic = false;
        while (!_state.AtEnd)
        {
            var c = _state.Text[_state.Position];
            if (c is ' ' or '\t' or '\n' or ';' or '&' or '|' or ')' || (c == '\r' && _state.Peek(1) is '\n' or '\0'))
            {
                break;
            }

            if (c is '<' or '>' && _state.Peek(1) != '(')
            {
                break;
            }

            if (c == '(' && !(_state.Position > start && _state.Text[_state.Position - 1] is '?' or '*' or '+' or '@' or '!'))
            {
                break;
            }

            if (c is '\\' or '\'' or '"' or '`' or '$' or '(' or '<' or '>')
            {
                value ??= new StringBuilder().Append(_state.Text, start, _state.Position - start);
                isDynamic |= _expansions.Read(value);
            }
            else
            {
                value?.Append(c);
                _state.Position++;
            }
        }

        if (_state.Position == start)
        {
            return null;
        }

        var raw = _state.Text[start.._state.Position];
        return new ShellWord(raw, value?.ToString() ?? raw, start) { IsDynamic = isDynamic };
    }

    private bool AtReserved(string word)
    {
        if (!_state.At(word))
        {
            return false;
        }

        var next = _state.Peek(word.Length);
        return next is '\0' or ' ' or '\t' or '\n' or '\r' || (next is ';' or '&' or '|' or '(' or ')' or '<' or '>' && word is not ("{" or "!" or "[["));
    }
}
