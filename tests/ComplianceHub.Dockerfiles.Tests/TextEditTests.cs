namespace ComplianceHub.Dockerfiles.Tests;

public sealed class TextEditTests
{
    [Fact]
    public void Edits_replace_insert_and_delete_at_their_spans()
    {
        var text = TextEdit.Apply("FROM a\nUSER root\n", [new(new TextSpan(12, 4), "app"), new(new TextSpan(5, 0), "docker.io/"), new(new TextSpan(6, 1), "\r\n")]);

        Assert.Equal("FROM docker.io/a\r\nUSER app\n", text);
    }

    [Fact]
    public void Edits_that_overlap_or_leave_the_text_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TextEdit.Apply("abc", [new(new TextSpan(0, 2), ""), new(new TextSpan(1, 1), "")]));
        Assert.Throws<ArgumentException>(() => TextEdit.Apply("abc", [new(new TextSpan(2, 2), "")]));
    }

    [Fact]
    public void Lines_lead_to_spans_and_back()
    {
        var lines = new LineMap("a\r\nbc\n");

        Assert.Equal(3, lines.Count);
        Assert.Equal([new TextSpan(0, 1), new TextSpan(3, 2), new TextSpan(6, 0)], new[] { 1, 2, 3 }.Select(lines.SpanOf));
        Assert.Equal([1, 1, 2, 2, 3], new[] { 0, 2, 3, 5, 6 }.Select(lines.LineAt));
    }
}
