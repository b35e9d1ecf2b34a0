namespace ComplianceHub.Grading.Fixes;

/// <summary>
/// The lines that two texts have in common, by E. W. Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986): quick for texts
/// that differ little, whatever their length.
/// </summary>
internal static class LineMatches
{
    /// <summary>Beyond this many differing lines the rest counts as replaced as a whole: nobody reads a smallest diff of that size.</summary>
    private const int MostDifferences = 2_000;

    /// <summary>Bounds steps and memory for long texts.</summary>
    private const int MostSteps = 40_000_000;

    /// <summary>Pairs of indexes of equal lines, ascending in both.</summary>
    public static List<(int Before, int After)> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var head = 0;
        while (head < before.Count && head < after.Count && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < before.Count - head && tail < after.Count - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        var matches = Enumerable.Range(0, head).Select(i => (i, i)).ToList();
        matches.AddRange(Middle(Numbers(before, after, head, tail)).Select(m => (m.Before + head, m.After + head)));
        matches.AddRange(Enumerable.Range(1, tail).Reverse().Select(i => (before.Count - i, after.Count - i)));
        return matches;
    }

    /// <summary>The rests between common head and tail, with a number for each different line.</summary>
    private static (int[] Before, int[] After) Numbers(IReadOnlyList<string> before, IReadOnlyList<string> after, int head, int tail)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return (Of(before), Of(after));

        int[] Of(IReadOnlyList<string> lines)
        {
            var result = new int[lines.Count - head - tail];
            for (var i = 0; i < result.Length; i++)
            {
                var line = lines[i + head];
                result[i] = numbers.TryGetValue(line, out var number) ? number : numbers[line] = numbers.Count;
            }

            return result;
        }
    }

    private static List<(int Before, int After)> Middle((int[] Before, int[] After) rests)
    {
        var (before, after) = rests;
        var most = Math.Min(before.Length + after.Length, Math.Min(MostDifferences, MostSteps / Math.Max(1, before.Length + after.Length)));
        // reached[k + most]: how far into "before" the best path on diagonal k (index before − index after) has come.
        var reached = new int[(2 * most) + 2];
        var trace = new List<int[]>();
        for (var differences = 0; differences <= most; differences++)
        {
            trace.Add(reached[(most - differences)..(most + differences + 1)]);
            for (var k = -differences; k <= differences; k += 2)
            {
                var x = IsDown(k, differences, reached, most) ? reached[most + k + 1] : reached[most + k - 1] + 1;
                while (x < before.Length && x - k < after.Length && before[x] == after[x - k])
                {
                    x++;
                }

                reached[most + k] = x;
                if (x >= before.Length && x - k >= after.Length)
                {
                    return Back(trace, before.Length, after.Length);
                }
            }
        }

        return [];
    }

    /// <summary>Whether the path comes from the diagonal above, by a line that only "after" has.</summary>
    private static bool IsDown(int k, int differences, int[] reached, int middle) =>
        k == -differences || (k != differences && reached[middle + k - 1] < reached[middle + k + 1]);

    private static List<(int Before, int After)> Back(List<int[]> trace, int x, int y)
    {
        var matches = new List<(int, int)>();
        for (var differences = trace.Count - 1; differences >= 0; differences--)
        {
            var reached = trace[differences];
            var k = x - y;
            var last = IsDown(k, differences, reached, differences) ? k + 1 : k - 1;
            var from = differences == 0 ? 0 : reached[differences + last];
            var start = differences == 0 ? 0 : last == k + 1 ? from : from + 1;
            while (x > start)
            {
                matches.Add((--x, --y));
            }

            (x, y) = (from, from - last);
        }

        matches.Reverse();
        return matches;
    }
}
