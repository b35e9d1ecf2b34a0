using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ComplianceHub.Grading.Fixes;

/// <summary>What a line of a diff is.</summary>
public enum DiffLineKind
{
    /// <summary>The head of a hunk, <c>@@ -1,3 +1,4 @@</c>.</summary>
    Hunk,
    Context,
    Removed,
    Added,
}

/// <summary>A line of a diff.</summary>
/// <param name="OldLine">1-based in the old text; null for added lines and heads.</param>
/// <param name="NewLine">1-based in the new text; null for removed lines and heads.</param>
/// <param name="Text">Without mark and line break.</param>
public sealed record DiffLine(DiffLineKind Kind, int? OldLine, int? NewLine, string Text);

/// <summary>
/// A line diff with three lines of context, https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html, with the header that
/// git gives it, https://git-scm.com/docs/diff-format.
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>For a page: empty when the texts are equal.</summary>
    public static ImmutableArray<DiffLine> Of(string before, string after) =>
        [.. Lines(before, after).Select(l => l with { Text = l.Text.TrimEnd('\r', '\n') })];

    /// <summary>For <c>git apply</c>: line breaks as they are, a missing last one marked; empty when the texts are equal.</summary>
    /// <param name="path">Relative to the root of the repository, slash separated.</param>
    public static string Patch(string path, string before, string after)
    {
        var lines = Lines(before, after).ToList();
        if (lines.Count == 0)
        {
            return "";
        }

        var (old, now) = (Quoted("a/" + path), Quoted("b/" + path));
        // A tab ends a name that has blanks: what follows one could be a date.
        var end = path.Contains(' ', StringComparison.Ordinal) ? "\t" : "";
        var patch = new StringBuilder($"diff --git {old} {now}\n--- {old}{end}\n+++ {now}{end}\n");
        foreach (var line in lines)
        {
            patch.Append(line.Kind switch { DiffLineKind.Added => "+", DiffLineKind.Removed => "-", DiffLineKind.Context => " ", _ => "" }).Append(line.Text);
            if (!line.Text.EndsWith('\n'))
            {
                patch.Append(line.Kind == DiffLineKind.Hunk ? "\n" : "\n\\ No newline at end of file\n");
            }
        }

        return patch.ToString();
    }

    /// <summary>As git quotes a name that would break the header; others stay as they are.</summary>
    private static string Quoted(string path)
    {
        if (!path.Any(c => char.IsControl(c) || c is '"' or '\\'))
        {
            return path;
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in path)
        {
            quoted.Append(c switch
            {
                '"' or '\\' => $"\\{c}",
                '\t' => "\\t",
                '\n' => "\\n",
                '\r' => "\\r",
                _ when c < ' ' || c == '\u007f' => "\\" + Convert.ToString(c, 8).PadLeft(3, '0'),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static IEnumerable<DiffLine> Lines(string before, string after)
    {
        var script = Script(Split(before), Split(after));
        var (oldLines, newLines) = (0, 0);
        for (var start = 0; start < script.Count;)
        {
            var change = script.FindIndex(start, l => l.Kind != DiffLineKind.Context);
            if (change < 0)
            {
                yield break;
            }

            var end = change;
            for (var i = change; i < script.Count && i - end <= 2 * Context; i++)
            {
                end = script[i].Kind == DiffLineKind.Context ? end : i;
            }

            var first = Math.Max(start, change - Context);
            (oldLines, newLines) = (oldLines + first - start, newLines + first - start);
            var hunk = script[first..Math.Min(script.Count, end + 1 + Context)];
            var (removed, added) = (hunk.Count(l => l.OldLine is not null), hunk.Count(l => l.NewLine is not null));
            yield return new(DiffLineKind.Hunk, null, null, Head(oldLines, removed, newLines, added));
            foreach (var line in hunk)
            {
                yield return line;
            }

            (oldLines, newLines) = (oldLines + removed, newLines + added);
            start = first + hunk.Count;
        }
    }

    /// <summary>An empty side names the line before it.</summary>
    private static string Head(int oldBefore, int oldCount, int newBefore, int newCount) => string.Create(
        CultureInfo.InvariantCulture, $"@@ -{oldBefore + (oldCount > 0 ? 1 : 0)},{oldCount} +{newBefore + (newCount > 0 ? 1 : 0)},{newCount} @@");

    /// <summary>Every line of both texts, in order: kept, removed or added; of a change what is removed comes first.</summary>
    private static List<DiffLine> Script(List<string> before, List<string> after)
    {
        var script = new List<DiffLine>(after.Count + 16);
        var (o, n) = (0, 0);
        foreach (var (oldMatch, newMatch) in LineMatches.Of(before, after).Append((before.Count, after.Count)))
        {
            for (; o < oldMatch; o++)
            {
                script.Add(new(DiffLineKind.Removed, o + 1, null, before[o]));
            }

            for (; n < newMatch; n++)
            {
                script.Add(new(DiffLineKind.Added, null, n + 1, after[n]));
            }

            if (o < before.Count && n < after.Count)
            {
                script.Add(new(DiffLineKind.Context, ++o, ++n, before[o - 1]));
            }
        }

        return script;
    }

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
