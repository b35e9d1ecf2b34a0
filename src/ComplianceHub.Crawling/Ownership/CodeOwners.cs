using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>The rule of a CODEOWNERS file that decides about a path.</summary>
/// <param name="Owners">As written: <c>@user</c>, <c>@organisation/team</c>, an address; empty when the rule clears ownership.</param>
/// <param name="Line">From 1.</param>
public sealed record OwnersMatch(ImmutableArray<string> Owners, int Line, string Pattern);

/// <summary>
/// A CODEOWNERS file. Hosts read it differently: a class each. Lines that the host would not understand are skipped.
/// </summary>
public abstract class CodeOwners
{
    /// <summary>Rules that are read; a longer file is cut there.</summary>
    protected const int MaxRules = 20_000;

    private const int MaxLine = 4 * 1024;

    private static readonly System.Buffers.SearchValues<char> s_nameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./@");

    /// <summary>The file's rule for a path, or null when none speaks of it.</summary>
    /// <param name="path">Slash separated, relative to the repository's root.</param>
    public abstract OwnersMatch? Find(string path);

    /// <summary>Whether the file has any rule.</summary>
    public abstract bool HasRules { get; }

    /// <summary>Lines with their numbers, without those that are too long to be meant.</summary>
    protected static IEnumerable<(int Number, string Text)> Lines(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').ToString().Split('\n').Take(MaxRules * 5))
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.Length is > 0 and <= MaxLine)
            {
                yield return (number, trimmed);
            }
        }
    }

    /// <summary>Splits a rule into its pattern and owners; a backslash keeps the space behind it. A word that starts with <c>#</c> begins a comment.</summary>
    protected static (string Pattern, ImmutableArray<string> Owners) SplitRule(string line)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || char.IsWhiteSpace(line[i]))
            {
                if (word.Length > 0)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }
            }
            else if (line[i] == '#' && word.Length == 0)
            {
                break;
            }
            else
            {
                word.Append(line[i]);
                if (line[i] == '\\' && i + 1 < line.Length)
                {
                    word.Append(line[++i]);
                }
            }
        }

        return words.Count == 0 ? ("", []) : (words[0], words.ToImmutable().RemoveAt(0));
    }

    /// <summary>Whether a word can be an owner: <c>@user</c>, <c>@group/team</c>, or an address.</summary>
    protected static bool IsOwner(string word) =>
        word.StartsWith('@') ? word.Length > 1 && word.AsSpan(1).IndexOfAnyExcept(s_nameCharacters) < 0 : word.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1;
}
