using System.Globalization;
using System.Xml;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Reports.Formats;

/// <summary>
/// JUnit's XML: a suite a file, a test a criterion of the checklist, which fails by its findings and is skipped when it could not be judged.
/// https://github.com/testmoapp/junitxml
/// </summary>
public sealed class JUnitReport : FileReport
{
    public override string Name => "junit";

    public override string Summary => "JUnit's XML, a test a criterion";

    public override void Write(Stream output, IEnumerable<GradedFile> files)
    {
        using var xml = XmlWriter.Create(output, XmlReports.Settings);
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "ComplianceHub");
        foreach (var file in files)
        {
            WriteSuite(xml, file);
        }

        xml.WriteEndElement();
        xml.WriteWhitespace("\n");
    }

    private static void WriteSuite(XmlWriter xml, GradedFile file)
    {
        var criteria = file.Score?.Criteria ?? [];
        var failed = criteria.Count(Fails);
        var skipped = criteria.Count(c => !Fails(c) && !c.Judged);
        var broken = file.Unreadable is not null || file.Dockerfile is { Errors.IsEmpty: false };
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", PlainText.OneLine(file.Path));
        WriteNumber(xml, "tests", criteria.Length + 1);
        WriteNumber(xml, "failures", failed);
        WriteNumber(xml, "errors", broken ? 1 : 0);
        WriteNumber(xml, "skipped", skipped);
        StartTest(xml, file, "parses");
        if (broken)
        {
            var messages = file.Unreadable is { } reason ? [reason] : file.Dockerfile?.Errors.Select(e => $"line {e.Line}: {e.Message}").ToArray() ?? [];
            WriteResult(xml, "error", "parse", messages[0], messages);
        }

        xml.WriteEndElement();
        foreach (var criterion in criteria)
        {
            StartTest(xml, file, criterion.Criterion.Id);
            if (Fails(criterion))
            {
                var open = Open(criterion).OrderBy(f => f.Finding.Line ?? int.MaxValue).ThenByDescending(f => f.Points).ToList();
                WriteResult(
                    xml, "failure", ScoreText.Of(open.Max(f => f.Finding.Severity)), $"{criterion.Criterion.Title}: −{ScoreText.Of(criterion.Penalty)} by {open.Count} {(open.Count == 1 ? "finding" : "findings")}",
                    open.Select(f => $"{(f.Finding.Line is { } line ? $"line {line}" : "file")}: {f.Finding.Rule.Id}: {f.Finding.Message}"));
            }
            else if (!criterion.Judged)
            {
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", PlainText.OneLine(criterion.NotJudgedBecause ?? ""));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static bool Fails(CriterionScore criterion) => criterion.Penalty > 0;

    private static IEnumerable<ScoredFinding> Open(CriterionScore criterion) => criterion.Findings.Where(f => f.Points > 0);

    private static void StartTest(XmlWriter xml, GradedFile file, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", PlainText.OneLine(file.Path));
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("file", PlainText.OneLine(file.Path));
    }

    private static void WriteResult(XmlWriter xml, string element, string type, string message, IEnumerable<string> lines)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("message", PlainText.OneLine(message));
        xml.WriteString(string.Join('\n', lines.Select(PlainText.OneLine)));
        xml.WriteEndElement();
    }

    private static void WriteNumber(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
}
