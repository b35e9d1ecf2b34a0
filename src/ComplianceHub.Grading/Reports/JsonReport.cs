using System.Text.Encodings.Web;
using System.Text.Json;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Reports;

/// <summary>
/// An array with an object a file: <c>file, score, coverage</c> (basis points), <c>grade, errors[{line, message}],
/// findings[{id, rule, aliases[], criterion, severity, points, line, endLine, message}]</c>. <c>grade</c> is null when too little was judged; <c>id</c> is the
/// finding's fingerprint. Files that could not be read are left out.
/// </summary>
public sealed class JsonReport : FileReport
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Name => "json";

    public override string Summary => "for programs";

    public override void Write(Stream output, IEnumerable<GradedFile> files)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartArray();
        foreach (var file in files)
        {
            if (file is { Score: { } score, Dockerfile: { } dockerfile })
            {
                json.WriteStartObject();
                json.WriteString("file", file.Path);
                json.WriteNumber("score", score.Effective);
                json.WriteNumber("coverage", score.Coverage);
                json.WriteString("grade", score.Letter == Grade.None ? null : score.Letter.ToString());
                json.WriteStartArray("errors");
                foreach (var error in dockerfile.Errors)
                {
                    json.WriteStartObject();
                    json.WriteNumber("line", error.Line);
                    json.WriteString("message", error.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteStartArray("findings");
                foreach (var finding in file.Findings)
                {
                    WriteFinding(json, finding);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteFinding(Utf8JsonWriter json, ScoredFinding scored)
    {
        var finding = scored.Finding;
        json.WriteStartObject();
        json.WriteString("id", finding.Fingerprint);
        json.WriteString("rule", finding.Rule.Id);
        json.WriteStartArray("aliases");
        foreach (var alias in finding.Rule.Aliases)
        {
            json.WriteStringValue(alias);
        }

        json.WriteEndArray();
        json.WriteString("criterion", finding.Rule.Criterion.Id);
        json.WriteString("severity", ScoreText.Of(finding.Severity));
        json.WriteNumber("points", scored.Points);
        WriteLine(json, "line", finding.Line);
        WriteLine(json, "endLine", finding.EndLine ?? finding.Line);
        json.WriteString("message", finding.Message);
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, string name, int? line)
    {
        if (line is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
