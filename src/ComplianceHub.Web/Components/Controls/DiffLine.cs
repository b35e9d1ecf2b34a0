using System.Globalization;
using System.Text.RegularExpressions;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>What a line of a diff is.</summary>
public enum DiffKind
{
    Same,
    Added,
    Removed,

    /// <summary>Lines between this and the next are left out.</summary>
    Gap,
}

/// <summary>A line of a diff.</summary>
/// <param name="Number">In the old file for removed and equal lines, in the new one for added lines.</param>
/// <param name="Text">Without the leading sign.</param>
public sealed partial record DiffLine(DiffKind Kind, int? Number, string Text)
{
    /// <summary>Reads a unified diff of one file; the file headers are left out.</summary>
    public static IReadOnlyList<DiffLine> Parse(string unified)
    {
        ArgumentNullException.ThrowIfNull(unified);
        var lines = new List<DiffLine>();
        var (before, after, inHunk) = (0, 0, false);
        foreach (var line in unified.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (Hunk().Match(line) is { Success: true } hunk)
            {
                before = int.Parse(hunk.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                after = int.Parse(hunk.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
                if (inHunk)
                {
                    lines.Add(new DiffLine(DiffKind.Gap, null, ""));
                }

                inHunk = true;
            }
            else if (inHunk && !line.StartsWith('\\'))
            {
                var text = line.Length > 0 ? line[1..] : "";
                lines.Add(line switch
                {
                    ['+', ..] => new DiffLine(DiffKind.Added, after++, text),
                    ['-', ..] => new DiffLine(DiffKind.Removed, before++, text),
                    _ => new DiffLine(DiffKind.Same, Both(ref before, ref after), text),
                });
            }
        }

        return lines;
    }

    private static int Both(ref int before, ref int after)
    {
        after++;
        return before++;
    }

    [GeneratedRegex(@"^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")]
    private static partial Regex Hunk();
}
