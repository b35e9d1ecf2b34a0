using ComplianceHub.Grading.Rules;
using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>The catalogue.</summary>
public sealed class RulesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_list_is_the_hubs_own()
    {
        var rules = CommandLine.Read(await CommandLine.Run(_folder.Path, null, "rules", "--format", "json"));

        Assert.Equal(
            RuleCatalog.Rules.Select(r => (r.Descriptor.Id, r.Descriptor.Criterion.Id, r.Descriptor.Aliases.Length)),
            rules.EnumerateArray().Select(r => (r.GetProperty("id").GetString()!, r.GetProperty("criterion").GetString()!, r.GetProperty("aliases").GetArrayLength())));
    }

    [Theory]
    [InlineData("user-root")]
    [InlineData("DL3002")]
    [InlineData("ckv_docker_8")]
    public async Task A_rule_is_explained_under_any_of_its_names(string id)
    {
        var result = await CommandLine.Run(_folder.Path, null, "rules", id);

        Assert.StartsWith("user-root: high, question, non-root", result.Output, StringComparison.Ordinal);
        Assert.Contains("## Fix", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_rule_is_bad_use()
    {
        var result = await CommandLine.Run(_folder.Path, null, "rules", "user-rot");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("user-rot", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
