using System.Text;

namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>
/// Quotes, escapes, parameters, command and process substitutions inside words
/// (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06). Commands of substitutions join the list.
/// </summary>
internal sealed class ShellExpansionReader(ShellState state, ShellParser parser)
{
    private readonly ShellQuoteReader _quotes = new(state);

    /// <summary>How far to look for the end of <c>((</c> before taking it for two parentheses.</summary>
    private const int MaxArithmetic = 1024;

    /// <summary>Takes the special character here, appends what it stands for, and tells whether that depends on the run.</summary>
    public bool Read(StringBuilder value)
    {
        switch (state.Peek())
        {
            case '\\':
                _quotes.Escape(value);
                return false;
            case '\'':
                _quotes.SingleQuote(value);
                return false;
            case '"':
                return DoubleQuote(value);
            case '`':
                return Backticks(value);
            case '$':
                return Dollar(value, isQuoted: false);
            case '(':
                _quotes.ExtendedGlob(value);
                return false;
            default:
                var start = state.Position++;
                Substitution();
                value.Append(state.Text, start, state.Position - start);
                return true;
        }
    }

    /// <summary>Lists the commands substituted inside a range that is no shell text itself (a here-document's body).</summary>
    public void Scan(int start, int end)
    {
        var (position, outerEnd) = (state.Position, state.End);
        (state.Position, state.End) = (start, end);
        var ignored = new StringBuilder();
        while (!state.AtEnd)
        {
            ignored.Clear();
            switch (state.Peek())
            {
                case '\\':
                    state.Position += 2;
                    break;
                case '$':
                    Dollar(ignored, isQuoted: true);
                    break;
                case '`':
                    Backticks(ignored);
                    break;
                default:
                    state.Position++;
                    break;
            }
        }

        (state.Position, state.End) = (position, outerEnd);
    }

    /// <summary>Takes <c>((…))</c> that begins <paramref name="ahead"/> characters from here; otherwise takes nothing.</summary>
    public bool Arithmetic(int ahead)
    {
        var start = state.Position + ahead + 2;
        var limit = Math.Min(state.End, start + MaxArithmetic);
        var depth = 2;
        for (var i = start; i < limit; i++)
        {
            var c = state.Text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && --depth == 1)
            {
                if (i + 1 >= state.End || state.Text[i + 1] != ')')
                {
                    return false;
                }

                if (state.Enter())
                {
                    Scan(start, i);
                    state.Leave();
                }

                state.Position = i + 2;
                return true;
            }
        }

        return false;
    }

    private bool DoubleQuote(StringBuilder value)
    {
        var isDynamic = false;
        state.Position++;
        while (!state.AtEnd)
        {
            var c = state.Peek();
            switch (c)
            {
                case '"':
                    state.Position++;
                    return isDynamic;
                case '\\' when state.Peek(1) is '$' or '`' or '"' or '\\' or '\n':
                    _quotes.Escape(value);
                    break;
                case '$':
                    isDynamic |= Dollar(value, isQuoted: true);
                    break;
                case '`':
                    isDynamic |= Backticks(value);
                    break;
                default:
                    value.Append(c);
                    state.Position++;
                    break;
            }
        }

        state.Error("a double quote has no end");
        return isDynamic;
    }

    private bool Dollar(StringBuilder value, bool isQuoted)
    {
        var start = state.Position;
        var next = state.Peek(1);
        switch (next)
        {
            case '(' when state.Peek(2) == '(' && Arithmetic(1):
                break;
            case '(':
                state.Position++;
                Substitution();
                break;
            case '{':
                Parameter();
                break;
            case '\'' when !isQuoted:
                _quotes.AnsiQuote(value);
                return false;
            case '"' when !isQuoted:
                state.Position++;
                return DoubleQuote(value);
            case '@' or '*' or '#' or '?' or '-' or '$' or '!' or (>= '0' and <= '9'):
                state.Position += 2;
                break;
            case '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                state.Position++;
                while (char.IsAsciiLetterOrDigit(state.Peek()) || state.Peek() == '_')
                {
                    state.Position++;
                }

                break;
            default:
                value.Append('$');
                state.Position++;
                return false;
        }

        value.Append(state.Text, start, state.Position - start);
        return true;
    }

    /// <summary>From the opening parenthesis to the closing one.</summary>
    private void Substitution()
    {
        state.Position++;
        var saved = state.BeginSubstitution();
        parser.List(ShellConnector.None);
        while (!state.AtEnd && state.Peek() != ')')
        {
            state.Error($"unexpected '{state.TakeStray()}'");
            parser.List(ShellConnector.Sequence);
        }

        state.EndSubstitution(saved);
        if (state.AtEnd)
        {
            state.Error("a command substitution has no end");
        }
        else
        {
            state.Position++;
        }
    }

    /// <summary><c>${…}</c>; _quotes and substitutions inside may hold braces.</summary>
    private void Parameter()
    {
        state.Position += 2;
        if (!state.Enter())
        {
            return;
        }

        var ignored = new StringBuilder();
        while (!state.AtEnd && state.Peek() != '}')
        {
            ignored.Clear();
            switch (state.Peek())
            {
                case '\\':
                    state.Position = Math.Min(state.Position + 2, state.End);
                    break;
                case '"':
                    DoubleQuote(ignored);
                    break;
                case '$':
                    Dollar(ignored, isQuoted: true);
                    break;
                case '`':
                    Backticks(ignored);
                    break;
                default:
                    state.Position++;
                    break;
            }
        }

        state.Leave();
        if (state.AtEnd)
        {
            state.Error("a parameter expansion has no end");
        }
        else
        {
            state.Position++;
        }
    }

    /// <summary>The inside of backticks is a script of its own, whose escaped backticks, dollars and backslashes lose one escape.</summary>
    private bool Backticks(StringBuilder value)
    {
        var start = state.Position++;
        var inner = new StringBuilder();
        var origins = new List<int>();
        while (!state.AtEnd && state.Peek() != '`')
        {
            if (state.Peek() == '\\' && state.Peek(1) is '`' or '$' or '\\')
            {
                state.Position++;
            }

            origins.Add(state.Position);
            inner.Append(state.Peek());
            state.Position++;
        }

        origins.Add(state.Position);
        if (state.AtEnd)
        {
            state.Error("a backtick has no end");
        }
        else
        {
            state.Position++;
        }

        if (state.Enter())
        {
            var saved = state.BeginSubstitution();
            var nested = state.Nested(inner.ToString());
            ShellParser.ParseNested(nested);
            state.Adopt(nested, offset => origins[Math.Min(offset, origins.Count - 1)]);
            state.EndSubstitution(saved);
            state.Leave();
        }

        value.Append(state.Text, start, state.Position - start);
        return true;
    }
}
