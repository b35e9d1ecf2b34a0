namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>Walks the physical lines of a text. Only a line feed ends a line; carriage returns before it belong to the break.</summary>
internal sealed class LineCursor(string text)
{
    private int _next = text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>1-based number of the current line; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Offset of the current line's first character.</summary>
    public int Start { get; private set; }

    /// <summary>Offset after its last character, line break excluded.</summary>
    public int End { get; private set; }

    /// <summary>Offset after its line break.</summary>
    public int Next => _next;

    public ReadOnlySpan<char> Line => text.AsSpan(Start, End - Start);

    public bool MoveNext()
    {
        if (_next >= text.Length)
        {
            return false;
        }

        Start = _next;
        var feed = text.AsSpan(_next).IndexOf('\n');
        End = feed < 0 ? text.Length : _next + feed;
        _next = feed < 0 ? text.Length : End + 1;
        while (End > Start && text[End - 1] == '\r')
        {
            End--;
        }

        Number++;
        return true;
    }

    public LinePosition Save() => new(Number, Start, End, _next);

    public void Restore(LinePosition position) => (Number, Start, End, _next) = position;

    internal readonly record struct LinePosition(int Number, int Start, int End, int Next);
}
