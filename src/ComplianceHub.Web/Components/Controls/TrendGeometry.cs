using System.Text;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>
/// Where everything of a score chart stands. Horizontal places are shares (0..1) of the drawing's width, so that lines stretch and text
/// does not; the assumed width only decides which labels fit.
/// </summary>
internal sealed class TrendGeometry
{
    /// <summary>Paths are drawn in this many units from left to right.</summary>
    public const int PathWidth = 1000;

    private const int MarkRoom = 46;
    private const int PlainTop = 6;
    private const int AxisRoom = 26;
    private const double CharWidth = 6.4;
    private readonly IReadOnlyList<TrendPoint> _points;
    private readonly TrendRange _range;
    private readonly double _width;

    public TrendGeometry(IReadOnlyList<TrendPoint> points, IReadOnlyList<TrendMark> marks, TrendRange range, int height, int assumedWidth, bool step)
    {
        _points = points;
        _range = range;
        _width = assumedWidth;
        First = points.Count > 0 ? points[0].Day : default;
        Last = points.Count > 0 ? points[^1].Day : default;
        Top = marks.Count > 0 ? MarkRoom : PlainTop;
        PlotHeight = height - Top - AxisRoom;
        Bottom = height - AxisRoom;
        AsGraded = Line(point => point.AsGraded, step);
        UnderToday = Line(point => point.UnderToday, step);
        Gap = GapBetween();
        Marks = Place(marks);
        Ticks = TicksFor();
    }

    /// <summary>A mark with its label's place; a numbered one is listed below the chart.</summary>
    public sealed record PlacedMark(TrendMark Mark, double X, bool LabelLeft, int? Number);

    /// <summary>A date below the axis.</summary>
    public sealed record Tick(double X, string Text, string Anchor);

    /// <summary>A word on a line.</summary>
    public sealed record LineLabel(double X, double Y);

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public int Top { get; }

    public int Bottom { get; }

    public int PlotHeight { get; }

    public string AsGraded { get; }

    public string UnderToday { get; }

    /// <summary>The area between the two lines.</summary>
    public string Gap { get; }

    public IReadOnlyList<PlacedMark> Marks { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    public double X(DateOnly day)
    {
        var days = Last.DayNumber - First.DayNumber;
        return days <= 0 ? 1 : Math.Clamp((day.DayNumber - First.DayNumber) / (double)days, 0, 1);
    }

    /// <summary>Pixels from the drawing's top.</summary>
    public double Y(double basisPoints)
    {
        return Top + YInPlot(basisPoints);
    }

    /// <summary>Above the solid line or below the dashed one, clear of it along the label's length; null when the line is absent.</summary>
    public LineLabel? LabelFor(bool asGraded, int length)
    {
        Func<TrendPoint, double?> of = asGraded ? point => point.AsGraded : point => point.UnderToday;
        if (_points.FirstOrDefault(point => of(point) is not null) is not { } start)
        {
            return null;
        }

        var room = length * CharWidth / _width;
        var x = Math.Min(X(start.Day) + 0.02, Math.Max(0, 1 - room));
        var under = _points.Where(point => X(point.Day) >= x - 0.02 && X(point.Day) <= x + room + 0.02)
            .SelectMany(point => new[] { point.AsGraded, point.UnderToday }).OfType<double>().ToList();
        if (under.Count == 0)
        {
            return null;
        }

        return new LineLabel(x, asGraded ? Math.Max(Top + 10, Y(under.Max()) - 9) : Math.Min(Bottom - 6, Y(under.Min()) + 18));
    }

    private double YInPlot(double basisPoints)
    {
        return PlotHeight * (1 - ((basisPoints - _range.Low) / (_range.High - _range.Low)));
    }

    private string Line(Func<TrendPoint, double?> of, bool step)
    {
        var path = new StringBuilder();
        var pen = false;
        foreach (var point in _points)
        {
            if (of(point) is not { } value)
            {
                pen = false;
                continue;
            }

            var x = Svg.N(X(point.Day) * PathWidth);
            if (step && pen)
            {
                path.Append('H').Append(x);
            }

            path.Append(pen ? 'L' : 'M').Append(x).Append(' ').Append(Svg.N(YInPlot(value)));
            pen = true;
        }

        return path.ToString();
    }

    private string GapBetween()
    {
        var both = _points.Where(point => point is { AsGraded: not null, UnderToday: not null }).ToList();
        if (both.Count < 2 || both.All(point => Math.Abs(point.AsGraded.GetValueOrDefault() - point.UnderToday.GetValueOrDefault()) < 5))
        {
            return "";
        }

        var there = both.Select(point => $"{Svg.N(X(point.Day) * PathWidth)} {Svg.N(YInPlot(point.AsGraded.GetValueOrDefault()))}");
        var back = both.AsEnumerable().Reverse().Select(point => $"{Svg.N(X(point.Day) * PathWidth)} {Svg.N(YInPlot(point.UnderToday.GetValueOrDefault()))}");
        return $"M{string.Join('L', there)}L{string.Join('L', back)}Z";
    }

    // All with their words, or, where one finds no room, all by number.
    private List<PlacedMark> Place(IReadOnlyList<TrendMark> marks)
    {
        var shown = marks.Where(mark => mark.Day >= First && mark.Day <= Last).OrderBy(mark => mark.Day).ToList();
        var taken = new List<(double From, double To)>();
        var placed = new List<PlacedMark>();
        foreach (var mark in shown)
        {
            var at = X(mark.Day) * _width;
            var room = 12 + (Math.Max(mark.Title.Length, mark.Detail?.Length ?? 0) * CharWidth);
            if (at + room <= _width && Free(at - 5, at + room))
            {
                taken.Add((at - 5, at + room));
                placed.Add(new PlacedMark(mark, X(mark.Day), LabelLeft: false, Number: null));
            }
            else if (at - room >= 0 && Free(at - room, at + 5))
            {
                taken.Add((at - room, at + 5));
                placed.Add(new PlacedMark(mark, X(mark.Day), LabelLeft: true, Number: null));
            }
            else
            {
                return [.. shown.Select((other, i) => new PlacedMark(other, X(other.Day), LabelLeft: false, Number: i + 1))];
            }
        }

        return placed;

        bool Free(double from, double to)
        {
            return taken.TrueForAll(other => to < other.From || from > other.To);
        }
    }

    private List<Tick> TicksFor()
    {
        var days = Last.DayNumber - First.DayNumber;
        if (_points.Count == 0 || days <= 0)
        {
            return [];
        }

        var most = _width > 500 ? 5 : 3;
        if (days <= 120)
        {
            var text = (DateOnly day) => Display.Day(day);
            return [.. Enumerable.Range(0, most).Select(i => First.AddDays((int)Math.Round(days * i / (most - 1.0)))).Distinct().Select(day => TickAt(day, text(day)))];
        }

        var months = (int)Math.Ceiling(days / 30.4 / most);
        var ticks = new List<Tick> { TickAt(First, First.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)) };
        for (var day = new DateOnly(First.Year, First.Month, 1).AddMonths(months); day < Last; day = day.AddMonths(months))
        {
            // The ends carry words of their own.
            if (X(day) > 0.14 && X(day) < 0.9)
            {
                ticks.Add(TickAt(day, day.ToString(day.Month == 1 ? "yyyy" : "MMM", System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        ticks.Add(TickAt(Last, Display.Day(Last)));
        return ticks;
    }

    private Tick TickAt(DateOnly day, string text)
    {
        return new Tick(X(day), text, day == First ? "start" : day == Last ? "end" : "middle");
    }
}
