using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>Comments that ask for findings to be suppressed.</summary>
public sealed class SuppressionTests : IDisposable
{
    private const string Commented = "# hadolint ignore=DL3007,DL3009 # the base is ours\nFROM registry.example.org/base/app:latest\nUSER 1000\nCMD [\"/app\"]\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task By_default_they_are_listed_and_change_nothing()
    {
        _folder.Write("Dockerfile", Commented);
        _folder.Write("plain/Dockerfile", Samples.Floating);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "plain/Dockerfile", "--format", "json");
        var (file, plain) = (CommandLine.Read(result)[0], CommandLine.Read(result)[1]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(plain.GetProperty("score").GetInt32(), file.GetProperty("score").GetInt32());
        var finding = file.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("rule").GetString() == "tag-latest");
        Assert.False(finding.GetProperty("suppressed").GetProperty("counts").GetBoolean());
        var comment = Assert.Single(file.GetProperty("suppressions").EnumerateArray());
        Assert.Equal("the policy allows no such comments", comment.GetProperty("findings")[0].GetProperty("refusal").GetString());
        Assert.Equal("DL3009", comment.GetProperty("unused")[0].GetString());
    }

    [Fact]
    public async Task A_policy_that_allows_them_waives_what_they_mean()
    {
        _folder.Write("Dockerfile", Commented);
        _folder.Write("policy.json", """{ "suppressions": { "dialects": ["hadolint"], "requireReason": true }, "rules": { "docker-hub-pull": "off" } }""");

        var json = await CommandLine.Check(_folder.Path, "Dockerfile", "--policy", "policy.json", "--format", "json");
        var text = await CommandLine.Check(_folder.Path, "Dockerfile", "--policy", "policy.json");

        Assert.Equal((0, 0), (json.ExitCode, text.ExitCode));
        Assert.Equal(900, CommandLine.Read(json)[0].GetProperty("score").GetInt32() - CommandLine.Read(json)[0].GetProperty("rawScore").GetInt32());
        Assert.Contains("waived by hadolint on line 1", text.Output, StringComparison.Ordinal);
        Assert.Contains("  comment of hadolint on line 1: DL3007, DL3009; waives 1 finding; DL3009 meets nothing", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_whose_last_day_is_over_suppresses_nothing()
    {
        _folder.Write("Dockerfile", "# compliancehub ignore=tag-latest until=2020-12-31\nFROM registry.example.org/base/app:latest\nUSER 1000\n");
        _folder.Write("policy.json", """{ "suppressions": { "dialects": ["compliancehub"] } }""");

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "--policy", "policy.json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 finding stands all the same: it ended on 2020-12-31", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
