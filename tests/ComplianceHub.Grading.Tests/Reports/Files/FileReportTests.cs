using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Reports.Formats;

namespace ComplianceHub.Grading.Tests.Reports.Files;

/// <summary>Each format against the file <c>expected.NAME</c> beside this class. After a wanted change: set UPDATE_GOLDEN=1, run, and read the difference.</summary>
public sealed class FileReportTests
{
    private static readonly string s_folder = Folder();

    public static TheoryData<string> Formats => [.. FileReport.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_is_byte_for_byte_the_expected_one(string format)
    {
        var path = Path.Combine(s_folder, "expected." + format);
        var written = Write(Report(format), SampleFiles.All);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, written);
        }

        Assert.Equal(File.ReadAllText(path), written);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_report_holds_a_secret_or_a_terminals_escape(string format)
    {
        var written = Write(Report(format), SampleFiles.All);

        Assert.DoesNotContain(SampleFiles.Secret, written, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', written);
    }

    [Theory]
    [InlineData("junit", "testsuite")]
    [InlineData("checkstyle", "file")]
    public void Xml_stays_well_formed_whatever_a_file_is_called(string format, string element)
    {
        var written = Write(FileReport.Find(format)!, [SampleFiles.Awful("<&\"'\u0001\uD800\uFFFE.Dockerfile")]);

        Assert.StartsWith("<&\"'", XDocument.Parse(written).Descendants(element).Single().Attribute("name")?.Value, StringComparison.Ordinal);
    }

    private static FileReport Report(string format) => format == "sarif" ? new SarifReport([.. SampleFiles.Rules], 5_000, 20) : FileReport.Find(format)!;

    /// <summary>The folder of this source file.</summary>
    internal static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    internal static string Write(FileReport report, IEnumerable<GradedFile> files)
    {
        using var output = new MemoryStream();
        report.Write(output, files);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
