using System.Text;

namespace ComplianceHub.Grading.Fixes;

/// <summary>Writes unified diffs that <c>git apply</c> takes, with three lines of context.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;
    private const string NoNewline = "\\ No newline at end of file";

    /// <summary>The patch from <paramref name="before"/> to <paramref name="after"/>; empty when they are equal.</summary>
    /// <param name="path">Path in the repository, slash separated.</param>
    public static string Write(string path, string before, string after)
    {
        if (before == after)
        {
            return "";
        }

        var (old, fresh) = (Lines(before), Lines(after));
        var prefix = 0;
        while (prefix < old.Count && prefix < fresh.Count && old[prefix] == fresh[prefix])
        {
            prefix++;
        }

        var suffix = 0;
        while (suffix < old.Count - prefix && suffix < fresh.Count - prefix && old[^(suffix + 1)] == fresh[^(suffix + 1)])
        {
            suffix++;
        }

        var steps = Steps(old, fresh, prefix, suffix);
        var patch = new StringBuilder();
        patch.Append("--- a/").Append(path).Append('\n').Append("+++ b/").Append(path).Append('\n');
        foreach (var (first, last) in Hunks(steps))
        {
            WriteHunk(patch, steps, first, last);
        }

        return patch.ToString();
    }

    // Lines keep their breaks, so that a changed break is a changed line.
    private static List<string> Lines(string text)
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

    // The longest common subsequence of what lies between the equal ends; fixes are small, so the table is, too.
    private static List<(char Sign, string Line)> Steps(List<string> old, List<string> fresh, int prefix, int suffix)
    {
        var (n, m) = (old.Count - prefix - suffix, fresh.Count - prefix - suffix);
        var steps = old.Take(prefix).Select(line => (' ', line)).ToList();
        if ((long)n * m > 4_000_000)
        {
            steps.AddRange(old.Skip(prefix).Take(n).Select(line => ('-', line)));
            steps.AddRange(fresh.Skip(prefix).Take(m).Select(line => ('+', line)));
        }
        else
        {
            var common = new int[n + 1, m + 1];
            for (var i = n - 1; i >= 0; i--)
            {
                for (var j = m - 1; j >= 0; j--)
                {
                    common[i, j] = old[prefix + i] == fresh[prefix + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
                }
            }

            for (int i = 0, j = 0; i < n || j < m;)
            {
                if (i < n && j < m && old[prefix + i] == fresh[prefix + j])
                {
                    steps.Add((' ', old[prefix + i]));
                    (i, j) = (i + 1, j + 1);
                }
                else if (i < n && (j == m || common[i + 1, j] >= common[i, j + 1]))
                {
                    steps.Add(('-', old[prefix + i++]));
                }
                else
                {
                    steps.Add(('+', fresh[prefix + j++]));
                }
            }
        }

        steps.AddRange(old.Skip(old.Count - suffix).Select(line => (' ', line)));
        return steps;
    }

    private static IEnumerable<(int First, int Last)> Hunks(List<(char Sign, string Line)> steps)
    {
        var changed = Enumerable.Range(0, steps.Count).Where(i => steps[i].Sign != ' ').ToList();
        for (var i = 0; i < changed.Count;)
        {
            var j = i;
            while (j + 1 < changed.Count && changed[j + 1] - changed[j] <= 2 * Context)
            {
                j++;
            }

            yield return (Math.Max(0, changed[i] - Context), Math.Min(steps.Count - 1, changed[j] + Context));
            i = j + 1;
        }
    }

    private static void WriteHunk(StringBuilder patch, List<(char Sign, string Line)> steps, int first, int last)
    {
        var oldStart = steps.Take(first).Count(s => s.Sign != '+');
        var newStart = steps.Take(first).Count(s => s.Sign != '-');
        var hunk = steps.GetRange(first, last - first + 1);
        var (oldCount, newCount) = (hunk.Count(s => s.Sign != '+'), hunk.Count(s => s.Sign != '-'));
        patch.Append(System.Globalization.CultureInfo.InvariantCulture, $"@@ -{oldStart + (oldCount > 0 ? 1 : 0)},{oldCount} +{newStart + (newCount > 0 ? 1 : 0)},{newCount} @@\n");
        foreach (var (sign, line) in hunk)
        {
            patch.Append(sign).Append(line);
            if (!line.EndsWith('\n'))
            {
                patch.Append('\n').Append(NoNewline).Append('\n');
            }
        }
    }
}
