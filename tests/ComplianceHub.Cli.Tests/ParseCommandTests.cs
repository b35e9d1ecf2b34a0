using System.Text.Json;
using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>The syntax tree that programs read.</summary>
public sealed class ParseCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_is_one_line_with_exactly_the_documented_properties()
    {
        _folder.Write("a/Dockerfile", "# syntax=docker/dockerfile:1\n\n# base\nFROM --platform=$BUILDPLATFORM alpine AS x\nRUN <<-'E' cat\n\thi\nE\nONBUILD COPY [\"a\", \"b\"]\nENV A=1 B=2\n");
        _folder.Write("b/Dockerfile", "FROM scratch\n");

        var result = await CommandLine.Run(_folder.Path, null, "parse", "a", "b", "--format", "json");
        var lines = result.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["a/Dockerfile", "b/Dockerfile"], lines.Select(l => l.GetProperty("file").GetString()));
        Assert.Equal(["file", "escape", "directives", "errors", "instructionErrors", "instructions"], Names(lines[0]));
        Assert.Equal(("\\", "syntax", "docker/dockerfile:1", 1), (
            lines[0].GetProperty("escape").GetString(), lines[0].GetProperty("directives")[0].GetProperty("name").GetString(),
            lines[0].GetProperty("directives")[0].GetProperty("value").GetString(), lines[0].GetProperty("directives")[0].GetProperty("line").GetInt32()));
        var instructions = lines[0].GetProperty("instructions").EnumerateArray().ToList();
        Assert.All(instructions, i => Assert.Equal(["name", "original", "flags", "args", "form", "heredocs", "comments", "startLine", "endLine", "onbuild"], Names(i)));
        Assert.Equal("""["--platform=$BUILDPLATFORM"] ["alpine","AS","x"] ["base"]""", $"{Raw(instructions[0], "flags")} {Raw(instructions[0], "args")} {Raw(instructions[0], "comments")}");
        Assert.Equal("""[{"name":"E","content":"\thi\n","expand":false,"chomp":true,"fd":0}]""", Raw(instructions[1], "heredocs"));
        Assert.Equal(("shell", 5, 7), (instructions[1].GetProperty("form").GetString(), instructions[1].GetProperty("startLine").GetInt32(), instructions[1].GetProperty("endLine").GetInt32()));
        Assert.Equal(("COPY", "exec"), (instructions[2].GetProperty("onbuild").GetProperty("name").GetString(), instructions[2].GetProperty("onbuild").GetProperty("form").GetString()));
        Assert.Equal("""["A","1","=","B","2","="]""", Raw(instructions[3], "args"));
    }

    [Fact]
    public async Task Unknown_instructions_stay_in_the_tree_and_the_two_kinds_of_errors_apart()
    {
        _folder.Write("Dockerfile", "FROM alpine\nINSTAL curl\nENV X\n");

        var file = CommandLine.Read(await CommandLine.Run(_folder.Path, null, "parse", "Dockerfile"));

        Assert.Equal(["FROM", "INSTAL"], file.GetProperty("instructions").EnumerateArray().Select(i => i.GetProperty("name").GetString()).Take(2));
        Assert.Equal([3], file.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("line").GetInt32()));
        Assert.Equal([2], file.GetProperty("instructionErrors").EnumerateArray().Select(e => e.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_missing_file_ends_with_2_and_the_others_are_printed()
    {
        _folder.Write("Dockerfile", "FROM scratch\n");

        var result = await CommandLine.Run(_folder.Path, "gone\nDockerfile\n", "parse", "-");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("gone", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Output.TrimEnd('\n').Split('\n'));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(p => p.Name);

    private static string Raw(JsonElement json, string name) => json.GetProperty(name).GetRawText();
}
