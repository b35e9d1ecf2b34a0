using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>Reads the bodies of here-documents from the lines behind an instruction.</summary>
internal sealed class HeredocReader(string text, LineCursor cursor)
{
    private Dictionary<string, int>? _lastLine;
    private Dictionary<string, int>? _lastChompedLine;

    /// <summary>
    /// Reads the bodies in order. When a terminator is missing, the cursor stays behind the last body that has one and
    /// <paramref name="unterminated"/> names the culprit.
    /// </summary>
    public ImmutableArray<Heredoc> Read(IReadOnlyList<HeredocWord> words, out string? unterminated)
    {
        var bodies = ImmutableArray.CreateBuilder<Heredoc>(words.Count);
        unterminated = null;
        foreach (var word in words)
        {
            if (ReadBody(word) is not { } body)
            {
                unterminated = word.Name;
                break;
            }

            bodies.Add(body);
        }

        return bodies.ToImmutable();
    }

    private Heredoc? ReadBody(HeredocWord word)
    {
        if (_lastLine is not null && !TerminatorFollows(word))
        {
            return null;
        }

        var before = cursor.Save();
        var start = cursor.Next;
        while (cursor.MoveNext())
        {
            var line = cursor.Line;
            if ((word.Chomp ? line.TrimStart('\t') : line).SequenceEqual(word.Name))
            {
                var content = text[start..cursor.Start];
                var tabs = ImmutableArray<int>.Empty;
                return new Heredoc(
                    word.Name,
                    word.Chomp ? StripTabs(content, out tabs) : content,
                    word.Expand,
                    word.Chomp,
                    word.FileDescriptor,
                    TextSpan.FromBounds(start, cursor.Start)) { TabsPerLine = tabs };
            }
        }

        cursor.Restore(before);
        IndexLines();
        return null;
    }

    /// <summary>Asked only after a first failure, so that many unterminated here-documents do not each read the file to its end.</summary>
    private bool TerminatorFollows(HeredocWord word) =>
        (word.Chomp ? _lastChompedLine! : _lastLine!).TryGetValue(word.Name, out var last) && last >= cursor.Next;

    private void IndexLines()
    {
        _lastLine = new Dictionary<string, int>(StringComparer.Ordinal);
        _lastChompedLine = new Dictionary<string, int>(StringComparer.Ordinal);
        var exact = _lastLine.GetAlternateLookup<ReadOnlySpan<char>>();
        var chomped = _lastChompedLine.GetAlternateLookup<ReadOnlySpan<char>>();
        var before = cursor.Save();
        while (cursor.MoveNext())
        {
            exact[cursor.Line] = cursor.Start;
            chomped[cursor.Line.TrimStart('\t')] = cursor.Start;
        }

        cursor.Restore(before);
    }

    private static string StripTabs(string content, out ImmutableArray<int> tabsPerLine)
    {
        var result = new StringBuilder(content.Length);
        var tabs = ImmutableArray.CreateBuilder<int>();
        for (var start = 0; start < content.Length;)
        {
            var first = start;
            while (first < content.Length && content[first] == '\t')
            {
                first++;
            }

            var feed = content.IndexOf('\n', first);
            var end = feed < 0 ? content.Length : feed + 1;
            tabs.Add(first - start);
            result.Append(content, first, end - first);
            start = end;
        }

        tabsPerLine = tabs.ToImmutable();
        return result.ToString();
    }
}
