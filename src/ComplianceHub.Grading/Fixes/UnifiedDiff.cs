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

/// <summary>A line diff with three lines of context, https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Beyond this many line pairs the changed middle is shown as a whole: nobody reads a smallest diff of that size.</summary>
    private const int LargestTable = 4_000_000;

    /// <summary>For a page: empty when the texts are equal.</summary>
    public static ImmutableArray<DiffLine> Of(string before, string after) =>
        [.. Lines(before, after).Select(l => l with { Text = l.Text.TrimEnd('\r', '\n') })];

    /// <summary>For <c>git apply</c>: line breaks as they are, a missing last one marked.</summary>
    public static string Patch(string path, string before, string after)
    {
        var lines = Lines(before, after).ToList();
        if (lines.Count == 0)
        {
            return "";
        }

        var patch = new StringBuilder($"--- a/{path}\n+++ b/{path}\n");
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

    private static IEnumerable<DiffLine> Lines(string before, string after)
    {
        var script = Script(Split(before), Split(after));
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
            var hunk = script[first..Math.Min(script.Count, end + 1 + Context)];
            yield return new(DiffLineKind.Hunk, null, null, Head(script, first, hunk));
            foreach (var line in hunk)
            {
                yield return line;
            }

            start = first + hunk.Count;
        }
    }

    private static string Head(List<DiffLine> script, int first, List<DiffLine> hunk)
    {
        var oldCount = hunk.Count(l => l.OldLine is not null);
        var newCount = hunk.Count(l => l.NewLine is not null);
        // An empty side names the line before it.
        var oldStart = script.Take(first).Count(l => l.OldLine is not null) + (oldCount > 0 ? 1 : 0);
        var newStart = script.Take(first).Count(l => l.NewLine is not null) + (newCount > 0 ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"@@ -{oldStart},{oldCount} +{newStart},{newCount} @@");
    }

    /// <summary>Every line of both texts, in order: kept, removed or added.</summary>
    private static List<DiffLine> Script(List<string> before, List<string> after)
    {
        var head = before.Zip(after).TakeWhile(p => p.First == p.Second).Count();
        var tail = before.Skip(head).Reverse().Zip(after.Skip(head).Reverse()).TakeWhile(p => p.First == p.Second).Count();
        var (oldEnd, newEnd) = (before.Count - tail, after.Count - tail);
        var script = new List<DiffLine>();
        for (var i = 0; i < head; i++)
        {
            script.Add(new(DiffLineKind.Context, i + 1, i + 1, before[i]));
        }

        var common = CommonLengths(before, after, head, oldEnd, newEnd);
        var (o, n) = (head, head);
        while (o < oldEnd || n < newEnd)
        {
            if (o < oldEnd && n < newEnd && common is not null && before[o] == after[n])
            {
                script.Add(new(DiffLineKind.Context, o + 1, n + 1, before[o]));
                o++;
                n++;
            }
            else if (o < oldEnd && (n == newEnd || common is null || common[o + 1 - head, n - head] >= common[o - head, n + 1 - head]))
            {
                script.Add(new(DiffLineKind.Removed, o + 1, null, before[o]));
                o++;
            }
            else
            {
                script.Add(new(DiffLineKind.Added, null, n + 1, after[n]));
                n++;
            }
        }

        for (var i = 0; i < tail; i++)
        {
            script.Add(new(DiffLineKind.Context, oldEnd + i + 1, newEnd + i + 1, before[oldEnd + i]));
        }

        return script;
    }

    /// <summary>Lengths of the longest common subsequences of the two rests; null when the table would be too large.</summary>
    private static int[,]? CommonLengths(List<string> before, List<string> after, int head, int oldEnd, int newEnd)
    {
        var (rows, columns) = (oldEnd - head, newEnd - head);
        if ((long)rows * columns > LargestTable)
        {
            return null;
        }

        var lengths = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                lengths[i, j] = before[head + i] == after[head + j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
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
