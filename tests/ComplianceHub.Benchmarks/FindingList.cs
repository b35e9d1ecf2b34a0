using System.Text.Json;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Benchmarks;

/// <summary>Prints every result of every file with all that it holds, so that two versions of the engine can be compared byte for byte. Secrets stay out.</summary>
internal static class FindingList
{
    public static int Run(string corpus)
    {
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        foreach (var file in CorpusFile.In(corpus))
        {
            foreach (var result in RuleCatalog.Evaluate(file.Subject(), Policy.Default).Results)
            {
                using (var json = new Utf8JsonWriter(output))
                {
                    Write(json, file.Path, result);
                }

                output.WriteByte((byte)'\n');
            }
        }

        return 0;
    }

    private static void Write(Utf8JsonWriter json, string path, RuleResult result)
    {
        json.WriteStartObject();
        json.WriteString("file", path);
        json.WriteString("rule", result.Rule.Id);
        json.WriteString("outcome", result.Outcome.ToString());
        json.WriteString("reason", result.Reason);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            json.WriteStartObject();
            json.WriteString("id", finding.Fingerprint);
            json.WriteString("text", $"{finding.Severity} {finding.Share} {finding.IsUnknown} {finding.Locus} {finding.Ordinal} {finding.Line}-{finding.EndLine} {finding.Span}: {finding.Message} {finding.Remediation} {finding.SecretKind}");
            json.WriteString("fix", string.Join('|', finding.Fix.Edits.Select(e => $"{e.Span} {e.NewText}")));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
