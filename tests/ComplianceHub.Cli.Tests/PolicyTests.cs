using System.Text.Json;
using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

public sealed class PolicyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_policy_decides_what_is_asked_and_what_it_weighs()
    {
        _folder.Write("Dockerfile", Samples.Floating);
        _folder.Write("policy.json", """{ "rules": { "tag-latest": "low", "docker-hub-pull": "off" }, "registries": ["registry.example.org"], "budgets": { "own-registry": 10000 } }""");

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "--policy", "policy.json", "--format", "json");
        var file = CommandLine.Read(result)[0];

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(10_000, file.GetProperty("score").GetInt32());
        Assert.Equal("low", Assert.Single(file.GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "tag-latest").GetProperty("severity").GetString());
    }

    [Fact]
    public async Task A_policy_that_is_not_sound_ends_with_2_and_every_problem()
    {
        _folder.Write("Dockerfile", Samples.Exemplary);
        _folder.Write("policy.json", """{ "budgets": { "runtime": 9900 }, "rules": { "nothing": "off" } }""");

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "--policy", "policy.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal(
            ["policy.json: budgets: sum to 9,900, must be 10,000; a criterion that is not named weighs nothing", "policy.json: rules.nothing: no such rule"],
            result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_policy_that_is_not_there_ends_with_2()
    {
        _folder.Write("Dockerfile", Samples.Exemplary);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "--policy", "gone.json");

        Assert.Equal((2, "gone.json: no such file"), (result.ExitCode, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task The_policy_leaves_out_files_that_folders_hold_but_none_that_is_named()
    {
        _folder.Write("app/Dockerfile", Samples.Exemplary);
        _folder.Write("app/tests/Dockerfile", Samples.Awful);
        _folder.Write("policy.json", "{}");

        var found = await CommandLine.Check(_folder.Path, "app", "--policy", "policy.json", "--format", "json");
        var named = await CommandLine.Check(_folder.Path, "app/tests/Dockerfile", "--policy", "policy.json", "--format", "json");

        Assert.Equal(["app/Dockerfile"], CommandLine.Read(found).EnumerateArray().Select(f => f.GetProperty("file").GetString()));
        Assert.Equal("1 file left out by the policy's excludedPaths", found.Error.TrimEnd());
        Assert.Equal(0, found.ExitCode);
        Assert.Equal(1, named.ExitCode);
        Assert.Equal(2, (await CommandLine.CheckJson(_folder.Path, "app")).GetArrayLength());
    }

    [Fact]
    public async Task The_default_policy_is_printed_and_completes_a_file()
    {
        _folder.Write("policy.json", """{ "registries": ["registry.example.org"] }""");

        var shown = await CommandLine.Run(_folder.Path, null, "policy", "show");
        var completed = await CommandLine.Run(_folder.Path, null, "policy", "show", "policy.json");
        _folder.Write("shown.json", shown.Output);
        var again = await CommandLine.Run(_folder.Path, null, "policy", "show", "shown.json");

        Assert.Equal(shown.Output, again.Output);
        Assert.Equal("registry.example.org", CommandLine.Read(completed).GetProperty("registries")[0].GetString());
        Assert.Equal(10_000, CommandLine.Read(completed).GetProperty("budgets").EnumerateObject().Sum(b => b.Value.GetInt32()));
    }

    [Fact]
    public async Task The_schema_is_printed()
    {
        var schema = CommandLine.Read(await CommandLine.Run(_folder.Path, null, "policy", "schema"));

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
        Assert.Equal(JsonValueKind.Array, schema.GetProperty("$defs").GetProperty("ruleId").GetProperty("enum").ValueKind);
    }

    public void Dispose() => _folder.Dispose();
}
