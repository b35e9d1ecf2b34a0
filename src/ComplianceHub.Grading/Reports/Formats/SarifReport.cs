using System.Collections.Immutable;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Reports.Formats;

/// <summary>
/// SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. <c>partialFingerprints</c> holds the finding's fingerprint, which does not
/// move with lines, tags or digests. Split into runs of 5,000 results, at most 20 of them, as GitHub takes them
/// (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit); what is left out is said in the last one.
/// </summary>
public sealed class SarifReport : FileReport
{
    private const string SchemaUri = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string FingerprintName = "complianceHubFingerprint/v1";

    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<Rule> _rules;
    private readonly Dictionary<string, int> _ruleIndex;
    private readonly int _resultsPerRun;
    private readonly int _mostRuns;

    public SarifReport()
        : this(RuleCatalog.Rules, 5_000, 20)
    {
    }

    internal SarifReport(ImmutableArray<Rule> rules, int resultsPerRun, int mostRuns)
    {
        _rules = rules;
        _ruleIndex = rules.Select((r, i) => (r.Descriptor.Id, i)).ToDictionary(StringComparer.Ordinal);
        _resultsPerRun = resultsPerRun;
        _mostRuns = mostRuns;
    }

    public override string Name => "sarif";

    public override string Summary => "SARIF 2.1.0, for code scanning";

    public override void Write(Stream output, IEnumerable<GradedFile> files)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteString("$schema", SchemaUri);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        var (run, results, leftOut) = (0, 0, 0);
        var notes = new List<(string File, int? Line, string Text)>();
        StartRun(json, ++run);
        foreach (var file in files)
        {
            notes.AddRange(NotesOf(file));
            foreach (var scored in file.Findings)
            {
                if (results == _resultsPerRun && run < _mostRuns)
                {
                    EndRun(json, notes, 0);
                    StartRun(json, ++run);
                    (results, notes) = (0, []);
                }

                if (results == _resultsPerRun)
                {
                    leftOut++;
                }
                else
                {
                    WriteResult(json, file, scored);
                    results++;
                }
            }

            json.Flush();
        }

        EndRun(json, notes, leftOut);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static IEnumerable<(string File, int? Line, string Text)> NotesOf(GradedFile file) =>
        file.Unreadable is { } reason ? [(file.Path, null, reason)] : file.Dockerfile?.Errors.Select(e => (file.Path, (int?)e.Line, e.Message)) ?? [];

    private void StartRun(Utf8JsonWriter json, int number)
    {
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ComplianceHub");
        json.WriteString("semanticVersion", typeof(SarifReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]);
        json.WriteStartArray("rules");
        foreach (var rule in _rules)
        {
            WriteRule(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"compliancehub/{number}/");
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
    }

    private static void EndRun(Utf8JsonWriter json, List<(string File, int? Line, string Text)> notes, int leftOut)
    {
        json.WriteEndArray();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var (file, line, text) in notes)
        {
            json.WriteStartObject();
            json.WriteString("level", "error");
            WriteText(json, "message", text);
            WriteLocations(json, file, line, line, null, null);
            json.WriteEndObject();
        }

        if (leftOut > 0)
        {
            json.WriteStartObject();
            json.WriteString("level", "warning");
            WriteText(json, "message", $"{leftOut} more results were left out: a log holds no more. Grade fewer files at once.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        var descriptor = rule.Descriptor;
        json.WriteStartObject();
        json.WriteString("id", descriptor.Id);
        WriteText(json, "shortDescription", descriptor.Title);
        if (RulePage.Of(rule) is { } page)
        {
            WriteText(json, "fullDescription", page.Why);
            json.WriteStartObject("help");
            json.WriteString("text", page.Fix);
            json.WriteString("markdown", $"{page.Why}\n\n**Fix:** {page.Fix}");
            json.WriteEndObject();
        }

        if (!descriptor.Links.IsEmpty)
        {
            json.WriteString("helpUri", descriptor.Links[0]);
        }

        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", descriptor.Kind == RuleKind.Advisory ? "note" : Level(descriptor.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(descriptor.Criterion.Id);
        foreach (var alias in descriptor.Aliases)
        {
            json.WriteStringValue(alias);
        }

        json.WriteEndArray();
        json.WriteString("problem.severity", descriptor.Kind == RuleKind.Advisory ? "recommendation" : ProblemSeverity(descriptor.Severity));
        if (descriptor.Criterion.Chapter == Chapter.Security)
        {
            json.WriteString("security-severity", SecuritySeverity(descriptor.Severity));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteResult(Utf8JsonWriter json, GradedFile file, ScoredFinding scored)
    {
        var finding = scored.Finding;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", _ruleIndex[finding.Rule.Id]);
        if (finding.IsUnknown)
        {
            // 3.27.9: the rule could not be evaluated; only a failure has a level.
            json.WriteString("kind", "open");
        }

        json.WriteString("level", finding.IsUnknown ? "none" : finding.Rule.Kind == RuleKind.Advisory ? "note" : Level(finding.Severity));
        WriteText(json, "message", finding.Remediation is { } remediation ? $"{finding.Message} {remediation}" : finding.Message);
        WriteLocations(json, file.Path, finding.Line, finding.EndLine, finding.Span, file.Dockerfile);
        if (!finding.Suppressions.IsEmpty)
        {
            WriteSuppressions(json, file, finding);
        }

        json.WriteStartObject("partialFingerprints");
        json.WriteString(FingerprintName, finding.Fingerprint);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteNumber("points", scored.Points);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>3.35: a comment that the policy does not let count is a rejected suppression, and the result stands.</summary>
    private static void WriteSuppressions(Utf8JsonWriter json, GradedFile file, Finding finding)
    {
        json.WriteStartArray("suppressions");
        foreach (var suppression in finding.Suppressions)
        {
            json.WriteStartObject();
            json.WriteString("kind", "inSource");
            json.WriteString("status", suppression.Counts ? "accepted" : "rejected");
            json.WriteString("justification", suppression.Comment.Reason ?? $"{suppression.Comment.DialectName}: {suppression.Code}");
            json.WriteStartObject("location");
            WritePhysicalLocation(json, file.Path, suppression.Comment.Line, suppression.Comment.Line, null, null);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLocations(Utf8JsonWriter json, string path, int? line, int? endLine, TextSpan? span, Dockerfile? dockerfile)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysicalLocation(json, path, line, endLine, span, dockerfile);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePhysicalLocation(Utf8JsonWriter json, string path, int? line, int? endLine, TextSpan? span, Dockerfile? dockerfile)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(path));
        json.WriteEndObject();
        // What concerns the whole file is shown at its beginning.
        var first = line ?? 1;
        json.WriteStartObject("region");
        json.WriteNumber("startLine", first);
        if (span is { Length: > 0 } place && dockerfile?.Lines is { } lines && lines.LineAt(place.Start) == first)
        {
            var last = lines.LineAt(place.End);
            json.WriteNumber("startColumn", place.Start - lines.SpanOf(first).Start + 1);
            json.WriteNumber("endLine", last);
            json.WriteNumber("endColumn", place.End - lines.SpanOf(last).Start + 1);
        }
        else
        {
            json.WriteNumber("endLine", endLine ?? first);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>RFC 3986: relative paths stay relative, so that a viewer finds them in its checkout.</summary>
    private static string Uri(string path)
    {
        var escaped = string.Join('/', path.Replace('\\', '/').Split('/').SkipWhile(p => p == ".").Select(System.Uri.EscapeDataString));
        return Path.IsPathRooted(path) ? "file://" + (escaped.StartsWith('/') ? "" : "/") + escaped : escaped;
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    private static string ProblemSeverity(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "recommendation",
    };

    /// <summary>GitHub's bands: over 9.0 is critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low.</summary>
    private static string SecuritySeverity(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        _ => "2.0",
    };
}
