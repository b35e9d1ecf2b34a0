using System.Globalization;
using CsCheck;
using CsvHelper;
using ComplianceHub.Grading.Reports;

namespace ComplianceHub.Grading.Tests.Reports;

public sealed class FindingCsvTests
{
    [Fact]
    public void The_file_is_byte_for_byte_the_documented_one()
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "findings.golden.csv"));

        Assert.Equal(golden, Write(true, Rows.Full, Rows.Bare));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\nx")]
    public void A_text_that_a_spreadsheet_would_run_is_guarded_unless_raw_is_asked_for(string text)
    {
        var row = Rows.Bare with { Remediation = text };

        Assert.Equal("'" + text, Read(Write(true, row))[0]["remediation"]);
        Assert.Equal(text, Read(Write(false, row))[0]["remediation"]);
    }

    [Fact]
    public void A_negative_number_is_not_guarded() => Assert.Equal("-0.5", Read(Write(true, Rows.Bare with { GainIfFixed = -50 }))[0]["gain_if_fixed"]);

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(7204, "72.0")]
    [InlineData(7205, "72.1")]
    [InlineData(10_000, "100.0")]
    [InlineData(-4, "0.0")]
    public void Basis_points_become_one_decimal(int points, string text) => Assert.Equal(text, Read(Write(true, Rows.Bare with { Score = points }))[0]["score"]);

    [Fact]
    public void Another_reader_gets_every_text_back() => Gen.String[Gen.Char['\0', '\u07ff'], 0, 12].Array[3].Sample(texts =>
    {
        var row = Rows.Bare with { Image = texts[0], WaiverReason = texts[1], Url = texts[2] };
        var read = Read(Write(false, row, row))[1];
        Assert.Equal(texts, (string[])[read["image"], read["waiver_reason"], read["url"]]);
    }, iter: 500);

    private static string Write(bool safe, params FindingRow[] rows)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        FindingCsv.Table.WriteHeader(writer);
        foreach (var row in rows)
        {
            FindingCsv.Table.WriteRow(writer, row, safe);
        }

        return writer.ToString();
    }

    private static List<Dictionary<string, string>> Read(string csv)
    {
        using var reader = CsvReader.FromText(csv, new CsvReaderOptions { HasHeader = true });
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(FindingCsv.Table.Columns.ToDictionary(c => c, reader.GetString));
        }

        return rows;
    }
}
