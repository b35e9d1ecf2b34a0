using System.Text;
using ComplianceHub.Cli.Commands;
using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary><c>check --fix</c> and <c>check --diff</c>, the latter with the real git.</summary>
public sealed class RepairTests : IDisposable
{
    private const string Repairable = "FROM registry.example.org/base/app:1.2\nADD app /app\nCMD [\"/app\"]\n";

    private static readonly string[] s_paths = ["Dockerfile", "with a blank/Dockerfile", "größe/Dockerfile.ünï", "say \"hi\"/Dockerfile", "deep/er/Dockerfile"];

    private static readonly string[] s_texts =
    [
        Repairable,
        Repairable.ReplaceLineEndings("\r\n"),
        Repairable.TrimEnd('\n'),
        "\uFEFF" + Repairable,
        "ADD x\n" + Repairable,
        "\uFEFF# escape=`\r\nFROM debian:12\r\nADD é /x\r\nRUN apt-get update `\r\n  # why\r\n  && apt-get install curl",
    ];

    private readonly TemporaryFolder _folder = new();

    private void WriteAll()
    {
        foreach (var (path, text) in s_paths.Zip(s_texts))
        {
            Write(path, text);
        }

        Write("one more/Dockerfile", s_texts[^1]);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllBytes(_folder[path], new UTF8Encoding(false).GetBytes(text));
    }

    private string Read(string path) => new UTF8Encoding(false).GetString(File.ReadAllBytes(_folder[path]));

    private Dictionary<string, string> ReadAll() => Directory.EnumerateFiles(_folder.Path, "Dockerfile*", SearchOption.AllDirectories)
        .ToDictionary(p => Path.GetRelativePath(_folder.Path, p), p => Convert.ToHexString(File.ReadAllBytes(p)));

    [Fact]
    public async Task Fix_writes_the_file_and_says_what_it_changed()
    {
        Write("Dockerfile", Repairable);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", "--fix", "--rule", "add-not-copy");

        Assert.Equal(Repairable.Replace("ADD", "COPY", StringComparison.Ordinal), Read("Dockerfile"));
        Assert.Contains("Dockerfile: 1 repair", result.Error, StringComparison.Ordinal);
        Assert.Contains("add-not-copy", result.Error, StringComparison.Ordinal);
        // What is left is reported as ever.
        Assert.DoesNotContain("add-not-copy", result.Output, StringComparison.Ordinal);
        Assert.Equal(["Dockerfile"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("\uFEFF# c\r\nFROM registry.example.org/base/app:1.2\r\nADD é /x\r\nCMD [\"/x\"]")]
    [InlineData("FROM registry.example.org/base/app:1.2\n\n\n  ADD   a  /x  \n\n\n\n")]
    public async Task Fix_changes_nothing_else(string text)
    {
        Write("Dockerfile", text);

        await CommandLine.Check(_folder.Path, "Dockerfile", "--fix", "--rule", "DL3020");

        Assert.Equal(text.Replace("ADD", "COPY", StringComparison.Ordinal), Read("Dockerfile"));
    }

    [Fact]
    public async Task Fix_keeps_permissions_and_links()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherExecute;
        Write("real/Dockerfile.base", Repairable);
        TemporaryFolder.SetMode(_folder["real/Dockerfile.base"], Mode);
        File.CreateSymbolicLink(_folder["Dockerfile"], "real/Dockerfile.base");

        await CommandLine.Check(_folder.Path, "Dockerfile", "--fix", "--rule", "add-not-copy");

        Assert.Contains("COPY app", Read("real/Dockerfile.base"), StringComparison.Ordinal);
        Assert.Equal("real/Dockerfile.base", new FileInfo(_folder["Dockerfile"]).LinkTarget);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_folder["real/Dockerfile.base"]) == Mode);
    }

    [Theory]
    [InlineData("--fix")]
    [InlineData("--diff")]
    public async Task A_file_that_is_not_UTF8_is_left_alone(string option)
    {
        byte[] bytes = [.. "FROM debian\nADD "u8, 0xE9, .. " /x\n"u8];
        File.WriteAllBytes(_folder["Dockerfile"], bytes);

        var result = await CommandLine.Check(_folder.Path, "Dockerfile", option);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("UTF-8", result.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_folder["Dockerfile"]));
    }

    [Fact]
    public void A_file_that_changed_meanwhile_is_left_alone()
    {
        Write("Dockerfile", Repairable);
        var file = EditedFile.Read(_folder["Dockerfile"], out _)!;
        Write("Dockerfile", Repairable + "# mine\n");

        Assert.Contains("somebody else", file.Write("FROM scratch\n"), StringComparison.Ordinal);
        Assert.Equal(Repairable + "# mine\n", Read("Dockerfile"));
        Assert.Equal(["Dockerfile"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "", false)]
    [InlineData("deep", "deep", true)]
    [InlineData("deep", "deep", false)]
    public async Task What_diff_prints_git_applies_and_that_equals_fix(string from, string below, bool inRepository)
    {
        WriteAll();
        if (inRepository)
        {
            GitSandbox.Run("init", "--quiet", _folder.Path);
        }

        var folder = _folder[from];
        var before = ReadAll();
        var patch = await CommandLine.Check(folder, ".", "--diff");
        Assert.Equal(before, ReadAll());
        var applied = await ChildProcess.Run("git", ["apply", "-"], patch.Output, folder, new Dictionary<string, string?> { ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(_folder.Path) });
        Assert.True(applied.ExitCode == 0, applied.Error + patch.Output);
        var byGit = ReadAll();

        WriteAll();
        await CommandLine.Check(folder, ".", "--fix", "--fail-on", "never");

        Assert.Equal(ReadAll(), byGit);
        Assert.Equal(below.Length == 0 ? before.Count : 1, before.Count(f => byGit[f.Key] != f.Value));
    }

    [Fact]
    public async Task Diff_ends_as_diff_does()
    {
        Write("Dockerfile", Repairable);

        Assert.Equal(1, (await CommandLine.Check(_folder.Path, "Dockerfile", "--diff")).ExitCode);
        await CommandLine.Check(_folder.Path, "Dockerfile", "--fix");
        var nothing = await CommandLine.Check(_folder.Path, "Dockerfile", "--diff");

        Assert.Equal((0, ""), (nothing.ExitCode, nothing.Output));
    }

    [Fact]
    public async Task Fix_ends_as_a_check_of_the_repaired_files_does()
    {
        Write("Dockerfile", "FROM registry.example.org/base/app:1.2\nUSER root\nCMD [\"/app\"]\n");

        Assert.Equal(1, (await CommandLine.Check(_folder.Path, "Dockerfile")).ExitCode);
        Assert.Equal(0, (await CommandLine.Check(_folder.Path, "Dockerfile", "--fix")).ExitCode);
    }

    [Theory]
    [InlineData("--fix", "--diff")]
    [InlineData("--rule", "user-root")]
    [InlineData("--fix", "--rule", "no-such-rule")]
    public async Task Options_that_make_no_sense_end_with_2(params string[] options)
    {
        Write("Dockerfile", Repairable);

        var result = await CommandLine.Check(_folder.Path, ["Dockerfile", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEqual("", result.Error);
        Assert.Equal(Repairable, Read("Dockerfile"));
    }

    public void Dispose() => _folder.Dispose();
}
