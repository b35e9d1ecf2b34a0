using System.Globalization;
using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

internal enum JsonForm
{
    /// <summary>No valid JSON array: the text is shell form.</summary>
    None,

    /// <summary>An array of strings: exec form.</summary>
    Strings,

    /// <summary>An array that holds something else: an error, not shell form.</summary>
    Mixed,
}

/// <summary>Reads an exec form as strictly as Go's encoding/json (RFC 8259), in one pass and without recursion.</summary>
internal sealed class JsonWords(string text, int start, int end)
{
    private const int MaxDepth = 10_000;

    private readonly List<LogicalWord> _words = [];
    private readonly Stack<char> _open = [];
    private int _position = start;
    private bool _mixed;

    public IReadOnlyList<LogicalWord> Words => _words;

    public static JsonForm Read(string text, int start, int end, out List<LogicalWord> words)
    {
        start = Blank.SkipUnicode(text, start, end);
        words = [];
        if (start >= end || text[start] != '[')
        {
            return JsonForm.None;
        }

        var reader = new JsonWords(text, start, end);
        if (!reader.ReadAll())
        {
            return JsonForm.None;
        }

        words = reader._words;
        return reader._mixed ? JsonForm.Mixed : JsonForm.Strings;
    }

    private bool ReadAll()
    {
        while (true)
        {
            if (!ReadValue(out var opened))
            {
                return false;
            }

            if (opened)
            {
                continue;
            }

            while (true)
            {
                SkipBlanks();
                if (_open.Count == 0)
                {
                    return _position == end;
                }

                var next = Take();
                if (next == ',')
                {
                    if (_open.Peek() == '{' && !ReadKey())
                    {
                        return false;
                    }

                    break;
                }

                if (next != (_open.Peek() == '{' ? '}' : ']'))
                {
                    return false;
                }

                _open.Pop();
            }
        }
    }

    /// <summary>Reads a scalar, an empty container, or the opening of a container (then <paramref name="opened"/> is set).</summary>
    private bool ReadValue(out bool opened)
    {
        opened = false;
        SkipBlanks();
        var first = _position;
        var c = Take();
        var isWord = _open.Count == 1 && _open.Peek() == '[';
        if (c == '"')
        {
            if (!ReadString(out var value, wanted: isWord))
            {
                return false;
            }

            if (isWord)
            {
                _words.Add(new LogicalWord(value, first, _position));
            }

            return true;
        }

        _mixed |= isWord;
        switch (c)
        {
            case '[' or '{':
                if (_open.Count >= MaxDepth)
                {
                    return false;
                }

                _open.Push(c);
                SkipBlanks();
                if (_position < end && text[_position] == (c == '[' ? ']' : '}'))
                {
                    _position++;
                    _open.Pop();
                    return true;
                }

                opened = true;
                return c == '[' || ReadKey();
            case 't':
                return Literal("rue");
            case 'f':
                return Literal("alse");
            case 'n':
                return Literal("ull");
            default:
                _position = first;
                return ReadNumber();
        }
    }

    private bool ReadKey()
    {
        SkipBlanks();
        if (Take() != '"' || !ReadString(out _, wanted: false))
        {
            return false;
        }

        SkipBlanks();
        return Take() == ':';
    }

    private bool ReadString(out string value, bool wanted)
    {
        value = "";
        var builder = wanted ? new StringBuilder() : null;
        while (_position < end)
        {
            var c = text[_position++];
            if (c == '"')
            {
                value = builder?.ToString() ?? "";
                return true;
            }

            if (c < ' ')
            {
                return false;
            }

            if (c == '\\')
            {
                if (!ReadEscape(out c))
                {
                    return false;
                }
            }

            builder?.Append(c);
        }

        return false;
    }

    private bool ReadEscape(out char c)
    {
        c = Take();
        switch (c)
        {
            case '"' or '\\' or '/':
                return true;
            case 'b':
                c = '\b';
                return true;
            case 'f':
                c = '\f';
                return true;
            case 'n':
                c = '\n';
                return true;
            case 'r':
                c = '\r';
                return true;
            case 't':
                c = '\t';
                return true;
            case 'u' when _position + 4 <= end
                && ushort.TryParse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _position += 4;
                c = (char)code;
                return true;
            default:
                return false;
        }
    }

    private bool ReadNumber()
    {
        var first = _position;
        Accept('-');
        if (!Accept('0') && !Digits())
        {
            return false;
        }

        if (Accept('.') && !Digits())
        {
            return false;
        }

        if (Accept('e') || Accept('E'))
        {
            if (!Accept('+'))
            {
                Accept('-');
            }

            if (!Digits())
            {
                return false;
            }
        }

        // A number that no float64 holds is a decoding error in Go, hence shell form again.
        return double.TryParse(text.AsSpan(first, _position - first), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number);
    }

    private bool Digits()
    {
        var first = _position;
        while (_position < end && char.IsAsciiDigit(text[_position]))
        {
            _position++;
        }

        return _position > first;
    }

    private bool Literal(string rest)
    {
        if (end - _position < rest.Length || !text.AsSpan(_position, rest.Length).SequenceEqual(rest))
        {
            return false;
        }

        _position += rest.Length;
        return true;
    }

    private bool Accept(char c)
    {
        if (_position < end && text[_position] == c)
        {
            _position++;
            return true;
        }

        return false;
    }

    private char Take() => _position < end ? text[_position++] : '\0';

    private void SkipBlanks()
    {
        while (_position < end && text[_position] is ' ' or '\t' or '\n' or '\r')
        {
            _position++;
        }
    }
}
