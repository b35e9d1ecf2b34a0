using System.Text.Json;
using System.Text.Json.Serialization;

namespace ComplianceHub.Grading.Reports;

/// <summary>
/// The findings as JSON Lines, https://jsonlines.org: one object a line, the CSV's names, raw values (points and scores in basis points, nothing
/// guarded against spreadsheets), absent ones null.
/// </summary>
public static class JsonLinesReport
{
    public const string MediaType = "application/jsonl";

    /// <summary>Writes one line with its break.</summary>
    public static void WriteRow(TextWriter writer, FindingRow row)
    {
        writer.Write(JsonSerializer.Serialize(row, FindingRowJson.Default.FindingRow));
        writer.Write('\n');
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FindingRow))]
internal sealed partial class FindingRowJson : JsonSerializerContext;
