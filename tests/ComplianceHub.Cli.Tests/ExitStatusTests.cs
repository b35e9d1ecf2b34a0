using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>0 clean, 1 findings at or above the threshold, 2 bad use or an unreadable file.</summary>
public sealed class ExitStatusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_Dockerfile_without_high_findings_ends_with_0()
    {
        _folder.Write("Dockerfile", Samples.Exemplary);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile");

        Assert.True(result.ExitCode == 0, result.Output);
    }

    [Theory]
    [InlineData(Samples.Awful, null, 1)]
    [InlineData(Samples.Awful, "critical", 1)]
    [InlineData(Samples.Awful, "never", 0)]
    [InlineData(Samples.Floating, null, 1)]
    [InlineData(Samples.Floating, "high", 1)]
    [InlineData(Samples.Floating, "low", 1)]
    [InlineData(Samples.Floating, "critical", 0)]
    public async Task The_threshold_decides(string content, string? failOn, int expected)
    {
        _folder.Write("Dockerfile", content);

        var result = await CommandLine.Check(_folder.Path, failOn is null ? ["Dockerfile"] : ["Dockerfile", "--fail-on", failOn]);

        Assert.True(result.ExitCode == expected, $"{result.ExitCode}\n{result.Output}");
    }

    [Theory]
    [InlineData()]
    [InlineData("check")]
    [InlineData("check", "Dockerfile", "--format", "yaml")]
    [InlineData("check", "Dockerfile", "--fail-on", "sometimes")]
    [InlineData("check", "Dockerfile", "--no-such-option")]
    [InlineData("grade", "Dockerfile")]
    public async Task Bad_use_ends_with_2_and_says_why(params string[] arguments)
    {
        _folder.Write("Dockerfile", Samples.Exemplary);

        var result = await CommandLine.Run(_folder.Path, null, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEqual("", result.Error.Trim());
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_ends_with_2_and_the_others_are_graded()
    {
        _folder.Write("Dockerfile", Samples.Exemplary);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "gone/Dockerfile", "--format", "json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("gone/Dockerfile", result.Error, StringComparison.Ordinal);
        Assert.Single(CommandLine.Read(result).EnumerateArray());
    }

    [Fact]
    public async Task An_unreadable_file_ends_with_2_and_the_others_are_graded()
    {
        _folder.Write("Dockerfile", Samples.Awful);
        // Reading a directory entry that points at itself fails for every user, root included.
        File.CreateSymbolicLink(_folder["Dockerfile.loop"], "Dockerfile.loop");

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "Dockerfile.loop", "--format", "json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Dockerfile.loop", result.Error, StringComparison.Ordinal);
        Assert.Single(CommandLine.Read(result).EnumerateArray());
    }

    [Fact]
    public async Task An_unknown_target_ends_with_2()
    {
        _folder.Write("Dockerfile", Samples.Exemplary);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "--target", "nowhere");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_good_use()
    {
        var result = await CommandLine.Run(_folder.Path, null, "check", "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--fail-on", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
