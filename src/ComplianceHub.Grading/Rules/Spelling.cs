namespace ComplianceHub.Grading.Rules;

/// <summary>Whether a name may be another one mistyped.</summary>
internal static class Spelling
{
    private const int Longest = 64;

    /// <summary>Unequal, but for case or at most two letters added, lost or exchanged (one in short names).</summary>
    public static bool IsNear(string known, string written)
    {
        if (known == written || known.Length is < 3 or > Longest || written.Length is < 3 or > Longest)
        {
            return false;
        }

        var most = Math.Min(known.Length, written.Length) < 5 ? 1 : 2;
        return Math.Abs(known.Length - written.Length) <= most && (known.Equals(written, StringComparison.OrdinalIgnoreCase) || Distance(known, written) <= most);
    }

    /// <summary>Edits from one to the other, two neighbours exchanged being one (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[Longest + 1];
        Span<int> previous = stackalloc int[Longest + 1];
        Span<int> current = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            previous.CopyTo(before);
            current.CopyTo(previous);
        }

        return previous[b.Length];
    }
}
