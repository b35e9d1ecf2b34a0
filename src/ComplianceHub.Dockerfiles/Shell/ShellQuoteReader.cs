using System.Globalization;
using System.Text;

namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>Escapes and quotes that hold no substitution, and extended patterns.</summary>
internal sealed class ShellQuoteReader(ShellState state)
{
    public void Escape(StringBuilder value)
    {
        if (state.Peek(1) == '\0')
        {
            value.Append('\\');
            state.Position++;
            return;
        }

        if (state.Peek(1) != '\n')
        {
            value.Append(state.Peek(1));
        }

        state.Position += 2;
    }

    public void SingleQuote(StringBuilder value)
    {
        var start = state.Position + 1;
        var length = state.Text.AsSpan(start, state.End - start).IndexOf('\'');
        if (length < 0)
        {
            state.Error("a single quote has no end");
            length = state.End - start;
        }

        value.Append(state.Text, start, length);
        state.Position = Math.Min(start + length + 1, state.End);
    }

    /// <summary>The parenthesis of <c>@(a|b)</c> and its like.</summary>
    public void ExtendedGlob(StringBuilder value)
    {
        var depth = 0;
        while (!state.AtEnd)
        {
            var c = state.Peek();
            value.Append(c);
            state.Position++;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0)
            {
                return;
            }
        }

        state.Error("expected ')'");
    }

    public void AnsiQuote(StringBuilder value)
    {
        state.Position += 2;
        while (!state.AtEnd)
        {
            var c = state.Text[state.Position++];
            if (c == '\'')
            {
                return;
            }

            if (c == '\\' && !state.AtEnd)
            {
                c = state.Text[state.Position++];
                c = c switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'a' => '\a',
                    'b' => '\b',
                    'f' => '\f',
                    'v' => '\v',
                    'e' or 'E' => '\x1b',
                    'x' => (char)Number(16, 2),
                    '0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' => Octal(),
                    'u' => (char)Number(16, 4),
                    _ => c,
                };
            }

            value.Append(c);
        }

        state.Error("a single quote has no end");
    }

    private char Octal()
    {
        state.Position--;
        return (char)Number(8, 3);
    }

    private int Number(int radix, int digits)
    {
        var number = 0;
        for (var i = 0; i < digits && char.IsAsciiHexDigit(state.Peek()); i++)
        {
            var digit = int.Parse(state.Text.AsSpan(state.Position, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (digit >= radix)
            {
                break;
            }

            number = (number * radix) + digit;
            state.Position++;
        }

        return number;
    }
}
