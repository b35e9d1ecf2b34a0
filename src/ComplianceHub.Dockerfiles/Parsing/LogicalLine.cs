using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>A line with its continuations joined, and the way back from each of its offsets to the original text.</summary>
internal sealed class LogicalLine
{
    private readonly ImmutableArray<Segment> _segments;

    private LogicalLine(string text, ImmutableArray<Segment> segments)
    {
        Text = text;
        _segments = segments;
    }

    public string Text { get; }

    /// <summary>The offset in the original text of the character at the logical offset; the end of the line maps behind its last character.</summary>
    public int ToPhysical(int offset)
    {
        var low = 0;
        var high = _segments.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_segments[middle].Logical <= offset)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return _segments[low].Physical + (offset - _segments[low].Logical);
    }

    /// <summary>The way back: the logical offset of a character that is part of the line.</summary>
    public int ToLogical(int physical)
    {
        var index = _segments.Length - 1;
        while (index > 0 && _segments[index].Physical > physical)
        {
            index--;
        }

        return _segments[index].Logical + (physical - _segments[index].Physical);
    }

    /// <summary>The range of the original text that holds the logical range; escapes and line breaks between its ends are inside.</summary>
    public TextSpan SpanOf(int start, int end)
    {
        if (end > start)
        {
            return TextSpan.FromBounds(ToPhysical(start), ToPhysical(end - 1) + 1);
        }

        // An empty range stands behind what precedes it, so that it never jumps to the next physical line.
        return new TextSpan(start > 0 ? ToPhysical(start - 1) + 1 : ToPhysical(0), 0);
    }

    internal readonly record struct Segment(int Logical, int Physical);

    internal sealed class Builder(string source)
    {
        private readonly ImmutableArray<Segment>.Builder _segments = ImmutableArray.CreateBuilder<Segment>(1);
        private StringBuilder? _text;
        private int _firstStart;
        private int _length;

        public void Append(int start, int end)
        {
            if (_segments.Count == 0)
            {
                _firstStart = start;
            }
            else
            {
                _text ??= new StringBuilder().Append(source, _firstStart, _length);
                _text.Append(source, start, end - start);
            }

            if (end > start || _segments.Count == 0)
            {
                if (_segments.Count > 0 && _segments[^1].Logical == _length)
                {
                    _segments.RemoveAt(_segments.Count - 1);
                }

                _segments.Add(new Segment(_length, start));
            }

            _length += end - start;
        }

        public LogicalLine Build() => new(_text?.ToString() ?? source.Substring(_firstStart, _length), _segments.ToImmutable());
    }
}
