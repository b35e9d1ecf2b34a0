using System.Globalization;
using System.Text.Json;
using ComplianceHub.Grading.Reports;

namespace ComplianceHub.Grading.Tests.Reports;

public sealed class JsonLinesReportTests
{
    [Fact]
    public void A_row_is_one_line_of_raw_values_under_the_columns_names()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        JsonLinesReport.WriteRow(writer, Rows.Full);

        var line = writer.ToString();
        using var json = JsonDocument.Parse(line);
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.Equal(7200, json.RootElement.GetProperty("score").GetInt32());
        Assert.Equal(Rows.Full.WaiverReason, json.RootElement.GetProperty("waiver_reason").GetString());
        Assert.Equal("2026-03-01T09:30:00Z", json.RootElement.GetProperty("as_of_utc").GetString());
        Assert.Equal(FindingCsv.Table.Columns.Select(c => c == "coverage_pct" ? "coverage" : c), json.RootElement.EnumerateObject().Select(p => p.Name));
    }
}
