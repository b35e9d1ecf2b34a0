using CsCheck;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Tests.Fixes;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Three_lines_of_context_stand_around_a_change() => Assert.Equal(
        "diff --git a/Dockerfile b/Dockerfile\n--- a/Dockerfile\n+++ b/Dockerfile\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+and a half\n 6\n 7\n 8\n",
        UnifiedDiff.Patch("Dockerfile", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\nand a half\n6\n7\n8\n9\n"));

    [Fact]
    public void A_missing_last_line_break_is_marked() => Assert.Equal(
        "diff --git a/D b/D\n--- a/D\n+++ b/D\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n", UnifiedDiff.Patch("D", "a", "a\nb"));

    [Fact]
    public void Equal_texts_have_no_diff()
    {
        Assert.Empty(UnifiedDiff.Of("a\n", "a\n"));
        Assert.Equal("", UnifiedDiff.Patch("D", "a\n", "a\n"));
    }

    [Fact]
    public void Changes_far_apart_are_two_hunks() => Assert.Equal(
        ["@@ -1,4 +1,4 @@", "@@ -9,4 +9,4 @@"],
        UnifiedDiff.Of("a\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\nb\n", "A\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\nB\n").Where(l => l.Kind == DiffLineKind.Hunk).Select(l => l.Text));

    [Fact]
    public void Every_change_can_be_read_back_from_the_diff()
    {
        var text = Gen.Char["abc\n"].Array[0, 60].Select(c => new string(c));
        Gen.Select(text, text).Sample(
            (before, after) =>
            {
                var lines = UnifiedDiff.Of(before, after);
                return Side(before, lines, DiffLineKind.Removed, l => l.OldLine) && Side(after, lines, DiffLineKind.Added, l => l.NewLine);
            },
            iter: 2_000,
            threads: 1);
    }

    /// <summary>Lines that the diff shows stand in the text where it says.</summary>
    private static bool Side(string text, IEnumerable<DiffLine> lines, DiffLineKind kind, Func<DiffLine, int?> number)
    {
        var all = text.Split('\n');
        return lines.Where(l => l.Kind == kind || l.Kind == DiffLineKind.Context).All(l => all[number(l)!.Value - 1] == l.Text);
    }
}
