using System.Text.Json;
using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>What programs read.</summary>
public sealed class JsonFormatTests : IDisposable
{
    private static readonly string[] s_criteria =
    [
        "minimal-base", "multi-stage", "image-size", "non-root", "no-latest", "digest-pin", "own-registry", "no-public-hub", "no-secrets", "labels", "base-arg", "packages",
        "correctness", "runtime",
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_has_exactly_the_documented_properties()
    {
        _folder.Write("Dockerfile", Samples.Awful);

        var file = Assert.Single((await CommandLine.CheckJson(_folder.Path, "Dockerfile")).EnumerateArray());

        Assert.Equal(["file", "score", "coverage", "grade", "errors", "findings", "rawScore", "suppressions"], Names(file));
        Assert.Equal("Dockerfile", file.GetProperty("file").GetString());
        Assert.InRange(file.GetProperty("score").GetInt32(), 0, 10_000);
        Assert.InRange(file.GetProperty("coverage").GetInt32(), 0, 10_000);
        Assert.Contains(file.GetProperty("grade").GetString(), new[] { "A", "B", "C", "D", "F", null });
        Assert.Empty(file.GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task A_finding_has_exactly_the_documented_properties()
    {
        _folder.Write("Dockerfile", Samples.Awful);

        var findings = (await CommandLine.CheckJson(_folder.Path, "Dockerfile"))[0].GetProperty("findings").EnumerateArray().ToList();

        Assert.NotEmpty(findings);
        Assert.All(findings, finding =>
        {
            Assert.Equal(["id", "rule", "aliases", "criterion", "severity", "points", "line", "endLine", "message", "suppressed"], Names(finding));
            Assert.Matches("^[0-9a-f]{64}$", finding.GetProperty("id").GetString());
            Assert.Equal(JsonValueKind.Array, finding.GetProperty("aliases").ValueKind);
            Assert.Contains(finding.GetProperty("criterion").GetString(), s_criteria);
            Assert.Contains(finding.GetProperty("severity").GetString(), new[] { "low", "medium", "high", "critical" });
            Assert.NotEqual("", finding.GetProperty("message").GetString());
            if (finding.GetProperty("line").ValueKind == JsonValueKind.Number)
            {
                Assert.InRange(finding.GetProperty("line").GetInt32(), 1, 5);
                Assert.True(finding.GetProperty("endLine").GetInt32() >= finding.GetProperty("line").GetInt32());
            }
        });
        Assert.Equal(findings.Count, findings.Select(f => f.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Findings_stand_on_the_lines_they_speak_of()
    {
        _folder.Write("Dockerfile", Samples.Awful);

        var findings = (await CommandLine.CheckJson(_folder.Path, "Dockerfile"))[0].GetProperty("findings").EnumerateArray().ToList();

        Assert.Contains(findings, f => Is(f, "no-latest", 1));
        Assert.Contains(findings, f => Is(f, "no-secrets", 2) && f.GetProperty("severity").GetString() == "critical");
        Assert.Contains(findings, f => Is(f, "packages", 3));
    }

    [Fact]
    public async Task The_points_of_all_findings_are_what_the_score_lacks()
    {
        _folder.Write("Dockerfile", Samples.Awful);

        var file = (await CommandLine.CheckJson(_folder.Path, "Dockerfile"))[0];

        Assert.Equal(10_000 - file.GetProperty("score").GetInt32(), file.GetProperty("findings").EnumerateArray().Sum(f => f.GetProperty("points").GetInt32()));
    }

    [Fact]
    public async Task A_secret_is_not_repeated_in_what_is_said_of_it()
    {
        _folder.Write("Dockerfile", Samples.Awful);

        var text = await CommandLine.Check(_folder.Path, "Dockerfile");
        var json = await CommandLine.Check(_folder.Path, "Dockerfile", "--format", "json");

        Assert.DoesNotContain("AKIAQ3EGRIVPTLX7WJ2D", text.Output + text.Error + json.Output + json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_parse_is_graded_and_says_where_it_broke()
    {
        _folder.Write("Dockerfile", Samples.Broken);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "--format", "json", "--fail-on", "never");
        var file = CommandLine.Read(result)[0];

        Assert.Equal(0, result.ExitCode);
        var error = Assert.Single(file.GetProperty("errors").EnumerateArray());
        Assert.Equal(["line", "message"], Names(error));
        Assert.Equal(3, error.GetProperty("line").GetInt32());
        Assert.Contains("INSTAL", error.GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(file.GetProperty("findings").EnumerateArray(), f => f.GetProperty("criterion").GetString() == "digest-pin");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u0002 binary \uFFFD garbage")]
    [InlineData("# only a comment\n")]
    public async Task Files_without_any_instruction_are_objects_too(string content)
    {
        _folder.Write("Dockerfile", content);

        var file = Assert.Single((await CommandLine.CheckJson(_folder.Path, "Dockerfile")).EnumerateArray());

        Assert.NotEmpty(file.GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task Without_any_file_the_array_is_empty()
    {
        Directory.CreateDirectory(_folder["nothing"]);

        var result = await CommandLine.Check(_folder.Path, "nothing", "--format", "json");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(CommandLine.Read(result).EnumerateArray());
    }

    public void Dispose() => _folder.Dispose();

    private static bool Is(JsonElement finding, string criterion, int line) =>
        finding.GetProperty("criterion").GetString() == criterion && finding.GetProperty("line") is { ValueKind: JsonValueKind.Number } number && number.GetInt32() == line;

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(p => p.Name);
}
