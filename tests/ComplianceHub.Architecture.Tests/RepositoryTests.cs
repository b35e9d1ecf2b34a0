using System.Text.RegularExpressions;
using ComplianceHub.TestKit;

namespace ComplianceHub.Architecture.Tests;

/// <summary>What a visitor of the repository sees first: its top level, its README, files short enough to read.</summary>
public sealed partial class RepositoryTests(ITestOutputHelper output)
{
    private const int LongFile = 300;

    /// <summary>The bound above which a file fails; it comes down to <see cref="LongFile"/> as the last long files are split.</summary>
    private const int TooLongFile = 420;

    private static readonly string[] s_topLevel =
    [
        ".ci", ".dockerignore", ".editorconfig", ".gitattributes", ".gitignore", "BannedSymbols.txt", "ComplianceHub.sln", "Directory.Build.props", "Directory.Packages.props",
        "Dockerfile", "README.md", "data", "dotnet-tools.json", "global.json", "src", "test", "tests", "wwwroot",
    ];

    [Fact]
    public void The_top_level_holds_what_is_expected_and_nothing_else()
    {
        var files = GitSandbox.Run("-C", Checkout.Root, "ls-files", "--cached", "--others", "--exclude-standard").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(s_topLevel.Order(StringComparer.Ordinal), files.Select(f => f.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Source_files_stay_short()
    {
        var sizes = Checkout.Files("src", ".cs", ".razor").Concat(Checkout.Files("tests", ".cs"))
            .Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(f => (File: f, Lines: File.ReadLines(Checkout.Path(f)).Count()))
            .Where(f => f.Lines > LongFile)
            .OrderByDescending(f => f.Lines)
            .ToList();
        foreach (var (file, lines) in sizes)
        {
            output.WriteLine($"{lines} lines: {file}");
        }

        Assert.DoesNotContain(sizes, f => f.Lines > TooLongFile);
    }

    [Fact]
    public void The_readme_begins_with_the_two_commands_and_both_exist()
    {
        var first = CodeBlock().Match(Readme()).Groups[1].Value;
        var commands = first.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => l.Split(" #")[0].TrimEnd()).ToList();
        Assert.Equal(["dotnet run --project src/ComplianceHub.Web", "./test"], commands);
        Assert.True(File.Exists(Checkout.Path("src/ComplianceHub.Web/Program.cs")));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Checkout.Path("test")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Whatever_the_readme_names_in_the_repository_is_there()
    {
        var named = RepositoryPath().Matches(Readme()).Select(m => m.Value.TrimEnd('/', '.')).Distinct();
        Assert.DoesNotContain(named, p => !File.Exists(Checkout.Path(p)) && !Directory.Exists(Checkout.Path(p)));
    }

    [Fact]
    public void Continuous_integration_runs_the_readmes_test_command() =>
        Assert.Contains("exec ./test", File.ReadAllText(Checkout.Path(".ci/run")), StringComparison.Ordinal);

    private static string Readme() => File.ReadAllText(Checkout.Path("README.md")).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    // Whole paths from the top level only; patterns with X, … or < stand for something the reader adds.
    [GeneratedRegex(@"(?<![\w/.*…-])(?:src|tests|wwwroot|data/sample-org)/[\w./-]*\w(?![\w/<…*]|\.\w)")]
    private static partial Regex RepositoryPath();
}
