using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>What people read.</summary>
public sealed class TextFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Each_file_has_a_line_with_score_and_letter_and_its_findings_below()
    {
        _folder.Write("Dockerfile", Samples.Awful);

        var lines = (await CommandLine.Check(_folder.Path, "Dockerfile")).Output.Split('\n');

        Assert.Matches(@"^Dockerfile  \d+\.\d · \S.* · \d+\.\d % judged$", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("  line 2    critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_line_sums_up()
    {
        _folder.Write("a/Dockerfile", Samples.Awful);
        _folder.Write("b/Dockerfile", Samples.Floating);

        var result = await CommandLine.Check(_folder.Path, "a", "b");

        Assert.Matches(@"^2 files: .+; \d+ findings\.$", result.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task The_line_of_a_parse_error_is_told()
    {
        _folder.Write("Dockerfile", Samples.Broken);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile");

        Assert.Contains("  line 3: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_judged_is_told_with_its_reason()
    {
        _folder.Write("Dockerfile", Samples.Exemplary);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile");

        Assert.Matches(@"(?m)^  not judged: image-size: .+$", result.Output);
    }

    public void Dispose() => _folder.Dispose();
}
