using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Tests.Fixes;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Equal_texts_have_no_patch() => Assert.Equal("", UnifiedDiff.Write("Dockerfile", "FROM a\n", "FROM a\n"));

    [Fact]
    public void A_changed_line_stands_between_three_lines_of_context()
    {
        var patch = UnifiedDiff.Write("docker/Dockerfile", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
        Assert.Equal("--- a/docker/Dockerfile\n+++ b/docker/Dockerfile\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n", patch);
    }

    [Fact]
    public void A_missing_last_line_break_is_said()
    {
        Assert.Equal("--- a/f\n+++ b/f\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n", UnifiedDiff.Write("f", "a", "a\nb\n"));
    }

    [Fact]
    public void Changes_far_apart_are_two_hunks()
    {
        var before = string.Concat(Enumerable.Range(1, 30).Select(i => $"{i}\n"));
        var after = before.Replace("\n3\n", "\nx\n", StringComparison.Ordinal).Replace("\n27\n", "\ny\n", StringComparison.Ordinal);
        Assert.Equal(2, UnifiedDiff.Write("f", before, after).Split("@@ -").Length - 1);
    }
}
