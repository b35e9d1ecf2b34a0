using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Reports.Formats;

/// <summary>
/// An array with an object a file: <c>file, score, coverage</c> (basis points), <c>grade, errors[{line, message}],
/// findings[{id, rule, aliases[], criterion, severity, points, line, endLine, message, suppressed}], rawScore, suppressions[{dialect, line, codes[], until,
/// reason, problem, findings[{id, code, counts, refusal}], unused[]}]</c>. <c>grade</c> is null when too little was judged; <c>id</c> is the finding's fingerprint.
/// <c>suppressed</c> is null, or <c>{dialect, line, reason, counts}</c> of the comment that means the finding: one that counts waives it, and
/// <c>rawScore</c> is the score without such waivers. <c>suppressions</c> are all comments, with what they met; <c>unused</c> are codes that met nothing.
/// Files that could not be read are left out.
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
                json.WriteNumber("rawScore", score.Raw);
                json.WriteStartArray("suppressions");
                foreach (var use in file.InlineIgnoreUses)
                {
                    WriteUse(json, use);
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
        WriteTexts(json, "aliases", finding.Code is null ? finding.Rule.Aliases : finding.Rule.Aliases.Append(finding.Code));
        json.WriteString("criterion", finding.Rule.Criterion.Id);
        json.WriteString("severity", ScoreText.Of(finding.Severity));
        json.WriteNumber("points", scored.Points);
        WriteLine(json, "line", finding.Line);
        WriteLine(json, "endLine", finding.EndLine ?? finding.Line);
        json.WriteString("message", finding.Message);
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject("suppressed");
            json.WriteString("dialect", suppression.Comment.DialectName);
            json.WriteNumber("line", suppression.Comment.Line);
            json.WriteString("reason", suppression.Comment.Reason);
            json.WriteBoolean("counts", suppression.Counts);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("suppressed");
        }

        json.WriteEndObject();
    }

    private static void WriteUse(Utf8JsonWriter json, InlineIgnoreUse use)
    {
        var comment = use.Comment;
        json.WriteStartObject();
        json.WriteString("dialect", comment.DialectName);
        json.WriteNumber("line", comment.Line);
        WriteTexts(json, "codes", comment.Codes);
        json.WriteString("until", comment.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("reason", comment.Reason);
        json.WriteString("problem", comment.Problem);
        json.WriteStartArray("findings");
        foreach (var (finding, suppression) in use.Met)
        {
            json.WriteStartObject();
            json.WriteString("id", finding.Fingerprint);
            json.WriteString("code", suppression.Code);
            json.WriteBoolean("counts", suppression.Counts);
            json.WriteString("refusal", suppression.Refusal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "unused", use.Unused);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
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
