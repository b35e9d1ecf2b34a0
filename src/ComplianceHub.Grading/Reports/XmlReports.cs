using System.Text;
using System.Xml;

namespace ComplianceHub.Grading.Reports;

/// <summary>What the XML reports have in common.</summary>
internal static class XmlReports
{
    public static XmlWriterSettings Settings { get; } = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", CloseOutput = false,
    };
}
