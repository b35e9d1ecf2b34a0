using System.Globalization;

namespace ComplianceHub.Grading.Reports;

/// <summary>A value of a CSV report. Only <see cref="Text"/> can begin with a sign that a spreadsheet takes for a formula.</summary>
public readonly record struct CsvCell
{
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    private static readonly System.Buffers.SearchValues<char> s_quoted = System.Buffers.SearchValues.Create("\",\r\n");

    private readonly string _value;
    private readonly bool _isText;

    private CsvCell(string value, bool isText)
    {
        _value = value;
        _isText = isText;
    }

    public static CsvCell Text(string? value) => new(value ?? "", true);

    public static CsvCell Number(long? value) => new(value?.ToString(CultureInfo.InvariantCulture) ?? "", false);

    /// <summary>ISO 8601 UTC.</summary>
    public static CsvCell Time(DateTime? value) => new(ReportValues.Time(value) ?? "", false);

    /// <summary>ISO 8601.</summary>
    public static CsvCell Date(DateOnly? value) => new(value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", false);

    /// <summary>Scores and points: basis points as 0 to 100 with one decimal.</summary>
    public static CsvCell Percent(int? basisPoints) => new(ReportValues.Percent(basisPoints) ?? "", false);

    internal void Write(TextWriter writer, bool safe)
    {
        var guard = safe && _isText && _value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..];
        if (_value.AsSpan().ContainsAny(s_quoted))
        {
            writer.Write('"');
            writer.Write(guard ? "'" : "");
            writer.Write(_value.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(guard ? "'" : "");
            writer.Write(_value);
        }
    }
}
