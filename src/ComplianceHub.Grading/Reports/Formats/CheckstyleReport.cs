using System.Globalization;
using System.Xml;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Reports.Formats;

/// <summary>Checkstyle's XML, which most continuous integration servers read. https://checkstyle.org/</summary>
public sealed class CheckstyleReport : FileReport
{
    private const string SourcePrefix = "compliancehub.";

    public override string Name => "checkstyle";

    public override string Summary => "Checkstyle's XML";

    public override void Write(Stream output, IEnumerable<GradedFile> files)
    {
        using var xml = XmlWriter.Create(output, XmlReports.Settings);
        xml.WriteStartElement("checkstyle");
        xml.WriteAttributeString("version", "4.3");
        foreach (var file in files)
        {
            xml.WriteStartElement("file");
            xml.WriteAttributeString("name", PlainText.OneLine(file.Path));
            if (file.Unreadable is { } reason)
            {
                WriteError(xml, null, null, "error", reason, "unreadable");
            }

            foreach (var error in file.Dockerfile?.Errors ?? [])
            {
                WriteError(xml, error.Line, null, "error", error.Message, "parse");
            }

            foreach (var scored in file.Findings)
            {
                WriteError(xml, scored.Finding.Line, Column(file.Dockerfile, scored), Level(scored), scored.Finding.Message, scored.Finding.Rule.Id);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteWhitespace("\n");
    }

    private static void WriteError(XmlWriter xml, int? line, int? column, string severity, string message, string source)
    {
        xml.WriteStartElement("error");
        xml.WriteAttributeString("line", (line ?? 0).ToString(CultureInfo.InvariantCulture));
        if (column is { } number)
        {
            xml.WriteAttributeString("column", number.ToString(CultureInfo.InvariantCulture));
        }

        xml.WriteAttributeString("severity", severity);
        xml.WriteAttributeString("message", PlainText.OneLine(message));
        xml.WriteAttributeString("source", SourcePrefix + source);
        xml.WriteEndElement();
    }

    private static int? Column(Dockerfile? dockerfile, ScoredFinding scored) =>
        dockerfile is not null && scored.Finding is { Span: { } span, Line: { } line } && dockerfile.Lines.LineAt(span.Start) == line
            ? span.Start - dockerfile.Lines.SpanOf(line).Start + 1 : null;

    private static string Level(ScoredFinding scored) => scored switch
    {
        { Points: 0 } => "info",
        { Finding.Severity: Severity.Critical or Severity.High } => "error",
        { Finding.Severity: Severity.Medium } => "warning",
        _ => "info",
    };
}
