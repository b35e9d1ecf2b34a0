using System.Globalization;
using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>Files, folders and a list on standard input.</summary>
public sealed class PathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_folder_is_searched_for_Dockerfiles_of_every_name()
    {
        _folder.Write("Dockerfile", Samples.Floating);
        _folder.Write("web/Dockerfile.worker", Samples.Floating);
        _folder.Write("web/api.dockerfile", Samples.Floating);
        _folder.Write("tools/Containerfile", Samples.Floating);
        _folder.Write("web/Dockerfile.dockerignore", "bin");
        _folder.Write("web/readme.md", "FROM nowhere");
        _folder.Write(".git/Dockerfile", Samples.Floating);
        _folder.Write("node_modules/x/Dockerfile", Samples.Floating);

        Assert.Equal(["./Dockerfile", "./tools/Containerfile", "./web/Dockerfile.worker", "./web/api.dockerfile"], await FilesOf(null, "."));
    }

    [Fact]
    public async Task A_named_file_is_graded_whatever_its_name()
    {
        _folder.Write("build.txt", Samples.Floating);

        Assert.Equal(["build.txt"], await FilesOf(null, "build.txt"));
    }

    [Fact]
    public async Task A_dash_reads_paths_from_standard_input_in_their_order()
    {
        _folder.Write("b/Dockerfile", Samples.Floating);
        _folder.Write("a/Dockerfile", Samples.Floating);
        _folder.Write("with space/Dockerfile", Samples.Floating);

        Assert.Equal(["b/Dockerfile", "a/Dockerfile", "with space/Dockerfile"], await FilesOf("b/Dockerfile\n\na/Dockerfile\r\nwith space/Dockerfile", "-"));
    }

    [Fact]
    public async Task A_file_named_twice_is_graded_once()
    {
        _folder.Write("Dockerfile", Samples.Floating);

        Assert.Equal(["Dockerfile"], await FilesOf("Dockerfile\n", "Dockerfile", "-", "Dockerfile"));
    }

    [Fact]
    public async Task One_process_grades_a_hundred_files_in_their_order()
    {
        var names = Enumerable.Range(0, 100).Select(i => $"{i.ToString("000", CultureInfo.InvariantCulture)}.dockerfile").ToList();
        foreach (var name in names)
        {
            _folder.Write(name, Samples.Awful);
        }

        var result = await CommandLine.Run(_folder.Path, string.Join('\n', names), "check", "-", "--format", "json");
        var files = CommandLine.Read(result).EnumerateArray().ToList();

        Assert.Equal(names, files.Select(f => f.GetProperty("file").GetString()));
        Assert.Single(files.Select(f => f.GetProperty("score").GetInt32()).Distinct());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IEnumerable<string?>> FilesOf(string? input, params string[] paths)
    {
        var result = await CommandLine.Run(_folder.Path, input, ["check", .. paths, "--format", "json"]);
        return CommandLine.Read(result).EnumerateArray().Select(f => f.GetProperty("file").GetString()).ToList();
    }
}
