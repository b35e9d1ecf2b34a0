using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

public sealed class ShellCheckTests : IDisposable
{
    private const string Careless = "FROM registry.example.org/base/app:1.2\nUSER 1000\nRUN cd /a && \\\n  rm $x\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task It_is_asked_only_when_that_is_wanted_and_costs_nothing()
    {
        _folder.Write("a/Dockerfile", Careless);
        _folder.Write("b/Dockerfile", Samples.Exemplary);

        var without = await CommandLine.CheckJson(_folder.Path, "a");
        var with = await CommandLine.CheckJson(_folder.Path, "a", "b", "gone", "--shellcheck");

        Assert.DoesNotContain(without[0].GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == "shellcheck");
        var found = with[0].GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("rule").GetString() == "shellcheck").ToList();
        Assert.Equal(["SC2086", "SC2154"], found.Select(f => f.GetProperty("aliases").EnumerateArray().Last().GetString()).Order());
        Assert.All(found, f => Assert.Equal((4, 0), (f.GetProperty("line").GetInt32(), f.GetProperty("points").GetInt32())));
        Assert.Equal(without[0].GetProperty("score").GetInt32(), with[0].GetProperty("score").GetInt32());
        Assert.Equal(without[0].GetProperty("coverage").GetInt32(), with[0].GetProperty("coverage").GetInt32());
        Assert.Equal(["a/Dockerfile", "b/Dockerfile"], with.EnumerateArray().Select(f => f.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task Where_it_is_not_installed_that_is_said_once_and_nothing_else_changes()
    {
        _folder.Write("a/Dockerfile", Careless);
        _folder.Write("b/Dockerfile", Careless);
        var plain = await CommandLine.Check(_folder.Path, "a", "b");
        var arguments = new[] { "exec", Path.Combine(AppContext.BaseDirectory, "compliancehub.dll"), "check", "a", "b", "--shellcheck" };

        var result = await ChildProcess.Run(Path.GetFullPath(FindDotnet()), arguments, null, _folder.Path, new Dictionary<string, string?> { ["PATH"] = _folder.Path });

        Assert.Equal("ShellCheck is not installed: the scripts of RUN were not checked", result.Error.TrimEnd());
        Assert.Equal((plain.ExitCode, plain.Output), (result.ExitCode, result.Output));
    }

    public void Dispose() => _folder.Dispose();

    private static string FindDotnet() => Path.IsPathRooted(ChildProcess.Dotnet) ? ChildProcess.Dotnet
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, ChildProcess.Dotnet)).First(File.Exists);
}
