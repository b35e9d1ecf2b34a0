namespace ComplianceHub.Dockerfiles;

/// <summary>
/// One pattern of a .dockerignore file. All places a path may have reached in the pattern are followed at once, so that
/// matching takes at most pattern times path steps, and one walk answers for all directories above as well.
/// </summary>
internal sealed class IgnorePattern
{
    private readonly List<Token> _tokens;

    private IgnorePattern(List<Token> tokens, bool isException)
    {
        _tokens = tokens;
        IsException = isException;
    }

    private enum Kind
    {
        Literal,

        /// <summary><c>?</c></summary>
        One,

        /// <summary><c>*</c></summary>
        Many,

        /// <summary><c>**</c> at the end</summary>
        All,

        /// <summary><c>**</c> elsewhere: leads into the next token, any directories, or past it.</summary>
        MayEnter,

        /// <summary>Any characters up to a slash.</summary>
        Directories,

        /// <summary><c>[…]</c></summary>
        Class,
    }

    public bool IsException { get; }

    public static IgnorePattern? TryCreate(string pattern, bool isException)
    {
        var tokens = new List<Token>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i = TwoStars(pattern, i, tokens);
                    break;
                case '*':
                    tokens.Add(new Token(Kind.Many));
                    break;
                case '?':
                    tokens.Add(new Token(Kind.One));
                    break;
                case '[':
                    if (CharacterClass.TryRead(pattern, ref i) is not { } characters)
                    {
                        return null;
                    }

                    tokens.Add(new Token(Kind.Class, Class: characters));
                    break;
                case '\\' when i + 1 == pattern.Length:
                    return null;
                case '\\':
                    tokens.Add(new Token(Kind.Literal, pattern[++i]));
                    break;
                default:
                    tokens.Add(new Token(Kind.Literal, c));
                    break;
            }
        }

        return new IgnorePattern(tokens, isException);
    }

    /// <summary>Whether the pattern matches the path or a directory above it.</summary>
    public bool MatchesPathOrParent(string path)
    {
        var current = new bool[_tokens.Count + 1];
        var next = new bool[_tokens.Count + 1];
        Reach(current, 0);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '/' && i > 0 && current[^1])
            {
                return true;
            }

            Array.Clear(next);
            var any = false;
            for (var state = 0; state < _tokens.Count; state++)
            {
                if (current[state])
                {
                    any |= Step(next, state, path[i]);
                }
            }

            if (!any)
            {
                return false;
            }

            (current, next) = (next, current);
        }

        return current[^1];
    }

    private static int TwoStars(string pattern, int position, List<Token> tokens)
    {
        var end = position + 1;
        if (end + 1 < pattern.Length && pattern[end + 1] == '/')
        {
            end++;
        }

        // At the beginning, with nothing but letters behind it, "**" is a plain "ends with".
        var isSuffix = position == 0 && end == 1 && pattern.AsSpan(2).IndexOfAny("*?[]\\") < 0;
        if (end + 1 == pattern.Length || isSuffix)
        {
            tokens.Add(new Token(Kind.All));
        }
        else
        {
            tokens.Add(new Token(Kind.MayEnter));
            tokens.Add(new Token(Kind.Directories));
        }

        return end;
    }

    private bool Step(bool[] next, int state, char c)
    {
        var token = _tokens[state];
        switch (token.Kind)
        {
            case Kind.Literal when c == token.Character:
            case Kind.One when c != '/':
            case Kind.Class when token.Class!.Contains(c):
                Reach(next, state + 1);
                return true;
            case Kind.Many when c != '/':
            case Kind.All:
                Reach(next, state);
                return true;
            case Kind.Directories:
                next[state] = true;
                if (c == '/')
                {
                    Reach(next, state + 1);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Marks a state and those that follow it without a character.</summary>
    private void Reach(bool[] states, int state)
    {
        while (!states[state])
        {
            states[state] = true;
            if (state == _tokens.Count)
            {
                return;
            }

            switch (_tokens[state].Kind)
            {
                case Kind.Many or Kind.All:
                    state++;
                    break;
                case Kind.MayEnter:
                    states[state + 1] = true;
                    state += 2;
                    break;
                default:
                    return;
            }
        }
    }

    private readonly record struct Token(Kind Kind, char Character = '\0', CharacterClass? Class = null);

    /// <summary>A class of Go's path.Match: <c>^</c> negates, <c>-</c> spans, backslash escapes.</summary>
    private sealed class CharacterClass(bool isNegated, List<(char First, char Last)> ranges)
    {
        public bool Contains(char c) => ranges.Exists(r => c >= r.First && c <= r.Last) != isNegated;

        /// <summary>Reads from the opening bracket and leaves the position on the closing one.</summary>
        public static CharacterClass? TryRead(string pattern, ref int position)
        {
            var i = position + 1;
            var isNegated = i < pattern.Length && pattern[i] == '^';
            i += isNegated ? 1 : 0;
            var ranges = new List<(char, char)>();
            while (i < pattern.Length && (pattern[i] != ']' || ranges.Count == 0))
            {
                if (TakeCharacter(pattern, ref i) is not { } first)
                {
                    return null;
                }

                var last = first;
                if (i + 1 < pattern.Length && pattern[i] == '-' && pattern[i + 1] != ']')
                {
                    i++;
                    if (TakeCharacter(pattern, ref i) is not { } end)
                    {
                        return null;
                    }

                    last = end;
                }

                ranges.Add((first, last));
            }

            position = i;
            return i < pattern.Length ? new CharacterClass(isNegated, ranges) : null;
        }

        private static char? TakeCharacter(string pattern, ref int i)
        {
            if (i < pattern.Length && pattern[i] == '\\')
            {
                i++;
            }

            return i < pattern.Length ? pattern[i++] : null;
        }
    }
}
