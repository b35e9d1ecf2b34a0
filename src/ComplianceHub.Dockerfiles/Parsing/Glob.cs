using System.Text;
using System.Text.RegularExpressions;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>The patterns of <c>${X#…}</c>, <c>${X%…}</c> and <c>${X/…}</c>: <c>*</c>, <c>?</c> and backslash, without brackets.</summary>
internal sealed class Glob
{
    private readonly List<(char Literal, Kind Kind)> _tokens;

    private Glob(List<(char Literal, Kind Kind)> tokens) => _tokens = tokens;

    private enum Kind
    {
        Literal,
        AnyOne,
        AnyMany,
    }

    public static Glob? TryCreate(string pattern, out string? error)
    {
        error = null;
        var tokens = new List<(char, Kind)>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '*':
                    tokens.Add((c, Kind.AnyMany));
                    break;
                case '?':
                    tokens.Add((c, Kind.AnyOne));
                    break;
                case '\\' when i + 1 < pattern.Length && pattern[i + 1] is '}' or '/':
                    break;
                case '\\' when i + 1 < pattern.Length && pattern[i + 1] is '*' or '?' or '\\':
                    tokens.Add((pattern[++i], Kind.Literal));
                    break;
                case '\\':
                    error = i + 1 < pattern.Length ? $"invalid escape '\\{pattern[i + 1]}'" : "invalid escape";
                    return null;
                default:
                    tokens.Add((c, Kind.Literal));
                    break;
            }
        }

        return new Glob(tokens);
    }

    public string TrimStart(string value, bool greedy)
    {
        var match = ToRegex(_tokens, greedy, anchored: true).Match(value);
        return match.Success ? value[match.Length..] : value;
    }

    /// <summary>Mirrors pattern and value, because the shortest match from the right is no leftmost match.</summary>
    public string TrimEnd(string value, bool greedy)
    {
        var mirrored = new List<(char, Kind)>(_tokens);
        mirrored.Reverse();
        var reversed = value.ToCharArray();
        Array.Reverse(reversed);
        var match = ToRegex(mirrored, greedy, anchored: true).Match(new string(reversed));
        return match.Success ? value[..^match.Length] : value;
    }

    public string Replace(string value, string replacement, bool all, int maxLength)
    {
        var regex = ToRegex(_tokens, greedy: true, anchored: false);
        var result = new StringBuilder();
        var position = 0;
        var previousEnd = -1;
        foreach (var match in regex.EnumerateMatches(value))
        {
            // An empty match right behind the last one does not count (Go's regexp).
            if (match.Length == 0 && match.Index == previousEnd)
            {
                continue;
            }

            result.Append(value, position, match.Index - position).Append(replacement);
            position = previousEnd = match.Index + match.Length;
            if (!all || result.Length > maxLength)
            {
                break;
            }
        }

        return result.Append(value, position, value.Length - position).ToString();
    }

    private static Regex ToRegex(List<(char Literal, Kind Kind)> tokens, bool greedy, bool anchored)
    {
        var pattern = new StringBuilder(anchored ? "^" : "");
        foreach (var (literal, kind) in tokens)
        {
            pattern.Append(kind switch
            {
                Kind.AnyOne => ".",
                Kind.AnyMany => greedy ? ".*" : ".*?",
                _ => Regex.Escape(literal.ToString()),
            });
        }

        return new Regex(pattern.ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
