namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>Reads a value: is it a literal at all, is it plainly made up, does it look random.</summary>
internal static class SecretText
{
    private static readonly HashSet<string> s_nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "undefined", "default", "auto", "enabled", "disabled", "required", "optional",
        "placeholder", "dummy", "example", "todo", "tbd", "fixme", "redacted", "masked", "hidden", "string", "empty", "unset", "n/a", "fake", "foo", "bar", "test",
    };

    private static readonly System.Buffers.SearchValues<char> s_number = System.Buffers.SearchValues.Create("0123456789.");

    private static readonly System.Buffers.SearchValues<char> s_hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly string[] s_templates = ["your", "replace", "insert", "put-", "put_", "enter", "example", "placeholder", "dummy", "<", "xxx", "***", "..."];

    /// <summary>Whether a value is a fixed text at all: not empty, a variable, a template's hole, a switch, a number, a path or a plain URL.</summary>
    public static bool IsLiteral(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.Length < 3 || value.IndexOfAny('$', '`') >= 0 || value.Contains("{{", StringComparison.Ordinal) || value[0] is '<' or '%' or '-' or '[' or '{' or '(' or '@')
        {
            return false;
        }

        return !s_nothing.Contains(value.ToString()) && !IsTemplate(value) && !IsNumberLike(value) && !IsPath(value) && !IsPlainUrl(value);
    }

    /// <summary>Whether a value in the format of a credential is a documentation example or a row of one letter.</summary>
    public static bool IsMadeUp(ReadOnlySpan<char> value)
    {
        if (value.Contains("EXAMPLE", StringComparison.Ordinal) || value.Contains("xxxxx", StringComparison.OrdinalIgnoreCase) || value.Contains("your", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        Span<bool> seen = stackalloc bool[128];
        var distinct = 0;
        foreach (var c in value)
        {
            if (c < 128 && !seen[c])
            {
                seen[c] = true;
                distinct++;
            }
        }

        return distinct < 6;
    }

    /// <summary>Long enough, with high entropy, and changing between kinds of characters as words with a number at the end do not.</summary>
    public static bool LooksRandom(ReadOnlySpan<char> value)
    {
        if (value.Length < 12 || value.Contains(' ') || IsMadeUp(value))
        {
            return false;
        }

        Span<int> counts = stackalloc int[128];
        int digits = 0, changes = 0, previous = -1;
        foreach (var c in value)
        {
            counts[c & 127]++;
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            var kind = char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetterUpper(c) ? 1 : char.IsAsciiLetterLower(c) ? 2 : 3;
            changes += previous >= 0 && kind != previous && kind != 3 && previous != 3 ? 1 : 0;
            previous = kind;
        }

        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = (double)count / value.Length;
                entropy -= share * Math.Log2(share);
            }
        }

        return value.Length >= 32 ? entropy >= 3 && changes >= 6 : digits >= 2 && entropy >= 3 && changes >= 5 && (value.Length >= 16 || changes * 2 >= value.Length);
    }

    /// <summary>The form of a checksum or of an OpenPGP fingerprint: public as a rule.</summary>
    public static bool IsDigest(ReadOnlySpan<char> value)
    {
        value = value.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? value[2..] : value;
        return value.Length is 16 or 32 or 40 or 64 or 128 && value.IndexOfAnyExcept(s_hex) < 0;
    }

    private static bool IsTemplate(ReadOnlySpan<char> value)
    {
        foreach (var template in s_templates)
        {
            if (value.StartsWith(template, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return value.EndsWith("here", StringComparison.OrdinalIgnoreCase) && value.IndexOfAny('_', '-') > 0;
    }

    private static bool IsNumberLike(ReadOnlySpan<char> value) => value.Length < 6 && value.IndexOfAnyExcept(s_number) < 0;

    private static bool IsPath(ReadOnlySpan<char> value)
    {
        var rooted = value[0] is '/' || value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("../", StringComparison.Ordinal)
            || value.StartsWith("~/", StringComparison.Ordinal) || (value.Length > 2 && value[1] == ':' && value[2] is '\\' or '/');
        return rooted && value.IndexOfAny('+', '=') < 0 && !LooksRandom(value);
    }

    private static bool IsPlainUrl(ReadOnlySpan<char> value) => value.IndexOf("://") is > 0 and < 20;
}
