namespace ComplianceHub.Dockerfiles;

/// <summary>Offsets to 1-based lines and back.</summary>
public sealed class LineMap
{
    private readonly int[] _starts;
    private readonly string _text;

    public LineMap(string text)
    {
        _text = text;
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        _starts = [.. starts];
    }

    /// <summary>Number of lines; a text that ends in a line break has an empty last line, which counts.</summary>
    public int Count => _starts.Length;

    /// <summary>The 1-based line that holds the offset.</summary>
    public int LineAt(int offset)
    {
        var index = Array.BinarySearch(_starts, offset);
        return (index >= 0 ? index : ~index - 1) + 1;
    }

    /// <summary>The line without its break.</summary>
    public TextSpan SpanOf(int line)
    {
        var start = _starts[line - 1];
        var end = line < _starts.Length ? _starts[line] - 1 : _text.Length;
        if (end > start && _text[end - 1] == '\r')
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }
}
