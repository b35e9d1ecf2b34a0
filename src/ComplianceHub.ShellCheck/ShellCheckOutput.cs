using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.ShellCheck;

/// <summary>Reads <c>--format=json1</c>: a tab is one column, and columns count code points.</summary>
internal static class ShellCheckOutput
{
    /// <summary>
    /// What the way of asking brings about, not the author: files that are not followed (1090, 1091), and a <c>#!</c> line that is not his (1008, 1128, 2187).
    /// </summary>
    public const string Excluded = "SC1008,SC1090,SC1091,SC1128,SC2187";

    private const string Extension = ".sh";

    public static string NameOf(int index) => index.ToString(CultureInfo.InvariantCulture) + Extension;

    /// <summary>The comments on each script, in the order of their places; null when the output is not what it should be.</summary>
    public static IReadOnlyList<ImmutableArray<ShellCheckComment>>? Read(string printed, ShellCheckScript[] scripts)
    {
        var found = scripts.Select(_ => new List<ShellCheckComment>()).ToList();
        try
        {
            using var document = JsonDocument.Parse(printed);
            foreach (var comment in document.RootElement.GetProperty("comments").EnumerateArray())
            {
                var file = comment.GetProperty("file").GetString() ?? "";
                var index = int.Parse(file.AsSpan(0, file.Length - Extension.Length), CultureInfo.InvariantCulture);
                var script = scripts[index];
                var start = OffsetOf(script.Program, comment.GetProperty("line").GetInt32(), comment.GetProperty("column").GetInt32());
                var end = OffsetOf(script.Program, comment.GetProperty("endLine").GetInt32(), comment.GetProperty("endColumn").GetInt32());
                if (start >= script.Prelude)
                {
                    found[index].Add(new(
                        comment.GetProperty("code").GetInt32(),
                        Enum.TryParse<ShellCheckLevel>(comment.GetProperty("level").GetString(), ignoreCase: true, out var level) ? level : ShellCheckLevel.Info,
                        Math.Min(start - script.Prelude, script.Run.Text.Length),
                        Math.Max(0, Math.Min(end - script.Prelude, script.Run.Text.Length) - Math.Min(start - script.Prelude, script.Run.Text.Length)),
                        comment.GetProperty("message").GetString() ?? ""));
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }

        return [.. found.Select(f => f.OrderBy(c => c.Start).ThenBy(c => c.Code).ToImmutableArray())];
    }

    private static int OffsetOf(string text, int line, int column)
    {
        var offset = 0;
        for (; line > 1; line--)
        {
            var feed = text.IndexOf('\n', offset);
            if (feed < 0)
            {
                return text.Length;
            }

            offset = feed + 1;
        }

        for (; column > 1 && offset < text.Length && text[offset] != '\n'; column--)
        {
            offset += char.IsSurrogatePair(text, offset) ? 2 : 1;
        }

        return offset;
    }
}
