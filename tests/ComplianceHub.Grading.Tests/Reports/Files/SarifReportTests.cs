using System.Text.Json;
using System.Text.Json.Nodes;
using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Reports.Formats;
using ComplianceHub.Grading.Rules;
using Json.Schema;

namespace ComplianceHub.Grading.Tests.Reports.Files;

/// <summary>The schema beside this class is the one in npm's @microsoft/sarif-multitool-linux 5.7.0 (MIT).</summary>
public sealed class SarifReportTests
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(FileReportTests.Folder(), "sarif-schema-2.1.0.json")));

    [Fact]
    public void A_log_is_valid_under_the_schema()
    {
        var real = SampleFiles.Graded("FROM ubuntu\nENV PASSWORD=hunter2-Xy7!q\nRUN apt-get update && cd /x && sudo make\nFRUM x\n");

        Assert.Empty(Violations(FileReportTests.Write(new SarifReport(), [real, .. SampleFiles.All[1..]])));
        Assert.NotEmpty(Violations(FileReportTests.Write(new SarifReport(), [real]).Replace("\"ruleId\"", "\"ruleIdentity\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_result_names_a_rule_of_the_catalogue_and_carries_the_fingerprint()
    {
        var file = SampleFiles.Graded("FROM ubuntu\nUSER 1000\n");
        var run = Runs(FileReportTests.Write(new SarifReport(), [file])).Single()!;
        var results = run["results"]!.AsArray();

        Assert.Equal(RuleCatalog.Rules.Select(r => r.Descriptor.Id), run["tool"]!["driver"]!["rules"]!.AsArray().Select(r => (string?)r!["id"]));
        Assert.Equal(file.Findings.Select(f => (f.Finding.Rule.Id, f.Finding.Fingerprint)), results.Select(r => ((string)r!["ruleId"]!, (string)r["partialFingerprints"]!["complianceHubFingerprint/v1"]!)));
        Assert.All(results, r => Assert.Equal((string?)r!["ruleId"], (string?)run["tool"]!["driver"]!["rules"]![(int)r["ruleIndex"]!]!["id"]));
    }

    [Fact]
    public void Runs_are_split_and_what_no_run_takes_is_said()
    {
        var findings = SampleFiles.Awful("a").Findings.Count;
        var runs = Runs(FileReportTests.Write(new SarifReport([.. SampleFiles.Rules], 3, 2), [SampleFiles.Awful("a"), SampleFiles.Awful("b")]));

        Assert.Equal([3, 3], runs.Select(r => r!["results"]!.AsArray().Count));
        Assert.Equal(["compliancehub/1/", "compliancehub/2/"], runs.Select(r => (string?)r!["automationDetails"]!["id"]));
        var said = runs[1]!["invocations"]![0]!["toolExecutionNotifications"]!.AsArray().Select(n => (string?)n!["message"]!["text"]);
        Assert.Contains(said, t => t!.StartsWith($"{(2 * findings) - 6} more results", StringComparison.Ordinal));
    }

    private static JsonArray Runs(string log) => JsonNode.Parse(log)!["runs"]!.AsArray();

    private static IEnumerable<string> Violations(string log)
    {
        using var document = JsonDocument.Parse(log);
        var result = s_schema.Evaluate(document.RootElement, new() { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : (result.Details ?? []).Where(d => d.Errors is not null).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}"));
    }
}
