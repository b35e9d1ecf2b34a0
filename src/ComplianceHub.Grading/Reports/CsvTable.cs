using System.Collections.Immutable;

namespace ComplianceHub.Grading.Reports;

/// <summary>
/// Rows as CSV: RFC 4180 with CRLF, row by row, so that a report of any size needs no memory; write to a UTF-8 writer without byte order mark.
/// </summary>
/// <param name="columns">Name and content of each column.</param>
public sealed class CsvTable<T>(ImmutableArray<(string Name, Func<T, CsvCell> Value)> columns)
{
    private const string LineBreak = "\r\n";

    /// <summary>The columns' names in order.</summary>
    public ImmutableArray<string> Columns { get; } = [.. columns.Select(c => c.Name)];

    /// <summary>Writes the line of column names.</summary>
    public void WriteHeader(TextWriter writer)
    {
        writer.Write(string.Join(',', Columns));
        writer.Write(LineBreak);
    }

    /// <summary>Writes one line.</summary>
    /// <param name="safe">
    /// True puts a <c>'</c> before text cells that a spreadsheet would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection);
    /// false writes every value as it is.
    /// </param>
    public void WriteRow(TextWriter writer, T row, bool safe = true)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            columns[i].Value(row).Write(writer, safe);
        }

        writer.Write(LineBreak);
    }
}
